/** The file of an import of order forms as it comes in, and the template for it. It works without scripts. */
import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { contentDisposition, sendRedirect } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { columnNames } from "@/server/order-forms/import/columns";
import { importLimits } from "@/server/order-forms/import/csv";
import { keepUpload, type UploadedFile } from "@/server/order-forms/import/uploads";
import { minutes } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { safeFileName } from "@/server/vault/intake";
import { isLocale, localHref } from "@/server/words/locale";

const path = "/desk/accounts/import";

/** Where it is sent back to the form, that says what was wrong. */
type Problem = "choose" | "too-large" | "broken" | "empty-file";

/** A file of the largest size over a slow line. */
const patience = 5 * minutes;

export async function receiveImport({ request, response, viewer }: FileRequest): Promise<boolean> {
  const { locale, file } = await readUploadForm(request);
  const next =
    typeof file === "string" ? `?problem=${file}` : `/${await keepUpload(database(), viewer.personId, file)}`;
  sendRedirect(response, localHref(locale, `${path}${next}`));
  return true;
}

/** Headings alone, with the mark by which Excel knows UTF-8. `?separator=semicolon` for Excel with a decimal comma. */
export async function sendImportTemplate({ request, response }: FileRequest): Promise<boolean> {
  const separator = (request.url ?? "").endsWith("?separator=semicolon") ? ";" : ",";
  response
    .writeHead(200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": contentDisposition("order-forms.csv"),
    })
    .end(request.method === "HEAD" ? undefined : `\uFEFF${columnNames.join(separator)}\r\n`);
  return true;
}

async function readUploadForm(
  request: IncomingMessage,
): Promise<{ locale: "en" | "nb"; file: UploadedFile | Problem }> {
  const fields: { locale: "en" | "nb"; file: UploadedFile | Problem } = { locale: "en", file: "choose" };
  const impatience = setTimeout(() => request.destroy(), patience);
  try {
    await parse(request, fields);
  } catch {
    fields.file = "broken";
  } finally {
    clearTimeout(impatience);
  }
  // A browser reads the answer when it has sent everything: what is left over is let run past.
  request.unpipe();
  request.resume();
  return fields;
}

/** @param into gets what came, as it comes in @throws where the form is none, or does not arrive whole */
function parse(request: IncomingMessage, into: { locale: "en" | "nb"; file: UploadedFile | Problem }): Promise<void> {
  return new Promise((done, failed) => {
    // The parser takes a file of just the limit as one that goes beyond it.
    const limits = { files: 1, fields: 5, fieldSize: 100, parts: 6, fileSize: importLimits.bytes + 1 };
    const parser = busboy({ headers: request.headers, defParamCharset: "utf8", limits });
    parser.on("field", (name, value) => {
      if (name === "locale" && isLocale(value)) into.locale = value;
    });
    parser.on("file", (_name, stream, { filename }) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("limit", () => {
        into.file = "too-large";
        done();
      });
      stream.on("error", failed);
      stream.on("end", () => {
        if (into.file !== "too-large") into.file = takenFile(filename ?? "", Buffer.concat(pieces));
      });
    });
    parser.on("close", done);
    parser.on("error", failed);
    request.on("close", () => request.complete || failed(new Error("the upload was interrupted")));
    request.pipe(parser);
  });
}

/** A browser sends an empty file without a name where none was chosen. */
function takenFile(name: string, data: Buffer): UploadedFile | Problem {
  if (data.length === 0) return name === "" ? "choose" : "empty-file";
  return { name: safeFileName(name), data };
}
