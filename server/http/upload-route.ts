/** An uploaded version of a document. Its dates stand before the file in the form, so that they are known when the file streams in. */
import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { Refusal } from "@/server/access/refusal";
import { currentPack } from "@/server/content/current-pack";
import { sendJson, sendProblem, sendRedirect } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { discardFile } from "@/server/storage/stored-files";
import { type Intake, takeIn } from "@/server/vault/intake";
import { type NewVersion, publishVersion } from "@/server/vault/publishing";
import { validityInput } from "@/server/vault/schema";
import { isLocale, localHref } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

export async function receiveVersion({ request, response, viewer, id }: FileRequest): Promise<boolean> {
  const { name } = await currentPack();
  const document = await database().document.findFirst({
    where: { id, publisher: name, withdrawnAt: null },
    select: { id: true },
  });
  if (document === null) return false;
  const asJson = request.headers.accept?.includes("application/json") ?? false;
  const fields: Fields = {};
  // The language of the page stands first in the form, so that it is known also of one that breaks off.
  const localeOf = () => (isLocale(fields.locale) ? fields.locale : "en");
  try {
    const intake = await readUpload(request, id, fields);
    const dates = datesOf(fields, now(), wordsIn(localeOf()));
    if (dates instanceof Refusal) {
      await discardFile(intake.file);
      throw dates;
    }
    await publishVersion(database(), { ...intake, ...dates, documentId: id, actorId: viewer.personId });
    const location = `/desk/documents/${id}?done=published`;
    if (asJson) sendJson(response, 201, { location });
    else sendRedirect(response, localHref(localeOf(), location));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    request.unpipe();
    request.resume();
    const words = wordsIn(localeOf());
    if (asJson) sendJson(response, 422, { problem: error.told(words) });
    else sendProblem(response, 422, (told) => error.told(told), words);
  }
  return true;
}

/** Without a first day the version is valid from now on. */
function datesOf(
  fields: Readonly<Fields>,
  at: Date,
  words: Words,
): Pick<NewVersion, "validFrom" | "validUntil"> | Refusal {
  const validity = validityInput(words).safeParse(fields);
  if (!validity.success) return new Refusal(validity.error.issues[0]?.message ?? words("desk.upload.date"));
  const { validFrom, validUntil } = validity.data;
  const from = validFrom === "" ? at : new Date(`${validFrom}T00:00:00Z`);
  const until = validUntil === "" ? null : new Date(`${validUntil}T23:59:59Z`);
  if (until !== null && until <= from) return new Refusal((told) => told("desk.upload.over"));
  return { validFrom: from, validUntil: until };
}

type Fields = Record<string, string>;

/** @param fields gets what was typed, as it comes in */
function readUpload(request: IncomingMessage, documentId: string, fields: Fields): Promise<Intake> {
  return new Promise((resolve, reject) => {
    let taken: Promise<Intake> | undefined;
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        defParamCharset: "utf8",
        limits: { files: 1, fields: 10, fieldSize: 1000, parts: 12 },
      });
    } catch {
      reject(new Refusal((words) => words("desk.upload.notWhole")));
      return;
    }
    parser.on("field", (name, value) => {
      fields[name] = value;
    });
    parser.on("file", (_name, stream, { filename }) => {
      taken = takeIn(stream, filename ?? "", documentId);
      taken.catch((error: unknown) => {
        stream.resume();
        reject(error);
      });
    });
    parser.on("close", () => {
      if (taken === undefined) reject(new Refusal((words) => words("upload.choose"), "file"));
      else taken.then(resolve, reject);
    });
    parser.on("error", () => {
      // The file may have come whole although its form did not.
      taken?.then(({ file }) => discardFile(file)).catch(() => {});
      reject(new Refusal((words) => words("desk.upload.interrupted")));
    });
    // A connection that ends early must not leave half a file behind: the source's error discards it.
    const interrupt = () => parser.destroy(new Error("the upload was interrupted"));
    if (request.destroyed) return void interrupt();
    request.on("close", () => request.complete || interrupt());
    request.pipe(parser);
  });
}
