/**
 * Files of objections: posted to a draft or to an objection, streamed into the encrypted storage, and given back as bytes to
 * be saved, never as anything that a browser would show or run.
 */
import type { ServerResponse } from "node:http";
import { isContact } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { currentPack } from "@/server/content/current-pack";
import { contentDisposition, sendProblem, sendRedirect } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { refuseBody, takePlace } from "@/server/http/report-bounds";
import { discardFiles, type PostedForm, readReportForm } from "@/server/http/report-form";
import { addDraftFiles, type NamedFile, readDraft } from "@/server/objections/drafts/drafts";
import type { FileProblem } from "@/server/objections/file-problems";
import { addFiles, type FetchedFile, fetchFileForStaff, fetchOwnFile } from "@/server/objections/files";
import { readObjectionForStaff } from "@/server/objections/handling/queries";
import { readOwnObjection } from "@/server/objections/queries";
import { fetchOutcomeForStaff, fetchOwnOutcome } from "@/server/objections/record/records";
import { database } from "@/server/platform/database";
import { readWhole, UnreadableFile } from "@/server/storage/stored-files";
import { isLocale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export async function receiveDraftFiles(wanted: FileRequest): Promise<boolean> {
  const { viewer, id } = wanted;
  if (!isContact(viewer) || (await readDraft(viewer, (await currentPack()).name, { id })) === null) return false;
  return receive(wanted, `objection-draft/${id}`, `/portal/objections/drafts/${id}/check`, (files) =>
    addDraftFiles(database(), viewer, id, files),
  );
}

export async function receiveOwnFiles(wanted: FileRequest): Promise<boolean> {
  const { viewer, id } = wanted;
  const pack = await currentPack();
  if (!isContact(viewer) || (await readOwnObjection(viewer, pack.name, id)) === null) return false;
  return receive(wanted, `objection/${id}`, `/portal/objections/${id}`, (files) =>
    addFiles(database(), pack, viewer, id, files),
  );
}

export async function receiveFilesOfStaff(wanted: FileRequest): Promise<boolean> {
  const { viewer, id } = wanted;
  const pack = await currentPack();
  if ((await readObjectionForStaff(viewer, pack.name, id)) === null) return false;
  return receive(wanted, `objection/${id}`, `/desk/objections/${id}`, (files) =>
    addFiles(database(), pack, viewer, id, files),
  );
}

/** @param page where the form stands: it says how it went by `?done=` or `?problem=` */
async function receive(
  { request, response }: FileRequest,
  owner: string,
  page: string,
  add: (files: readonly NamedFile[]) => Promise<void>,
): Promise<true> {
  const leave = takePlace(String(request.headers["x-client-address"] ?? "unknown"));
  if (leave === null) {
    refuseBody(request, response, "busy", wordsIn("en"));
    return true;
  }
  try {
    const form = await readReportForm(request, owner);
    if (form === "too-large") refuseBody(request, response, "too-large", wordsIn("en"));
    else {
      const problem = problemOf(form) ?? (await keep(form.files, add));
      if (problem !== null) await discardFiles(form.files);
      const locale = isLocale(form.values.locale) ? form.values.locale : "en";
      const told = problem === null ? "done=added" : `problem=${problem}`;
      sendRedirect(response, localHref(locale, `${page}?${told}#files`));
    }
  } finally {
    leave();
  }
  return true;
}

function problemOf({ broken, problem, files }: PostedForm): FileProblem | null {
  if (problem !== null) return problem;
  if (broken) return "broken";
  if (files.length === 0) return "none";
  return files.some(({ file }) => file.bytes === 0n) ? "empty" : null;
}

async function keep(
  files: PostedForm["files"],
  add: (files: readonly NamedFile[]) => Promise<void>,
): Promise<FileProblem | null> {
  try {
    await add(files);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.field === "attachments" ? "too-many" : "moved";
    await discardFiles(files);
    throw error;
  }
}

export async function sendOwnFile({ response, viewer, id }: FileRequest): Promise<boolean> {
  return isContact(viewer) && send(response, await fetchOwnFile(viewer, (await currentPack()).name, id));
}

export async function sendFileToStaff({ response, viewer, id }: FileRequest): Promise<boolean> {
  return send(response, await fetchFileForStaff(viewer, (await currentPack()).name, id));
}

export async function sendOwnOutcome({ response, viewer, id }: FileRequest): Promise<boolean> {
  const { name } = await currentPack();
  return isContact(viewer) && send(response, await fetchOwnOutcome(viewer, name, id), "application/pdf");
}

export async function sendOutcomeToStaff({ response, viewer, id }: FileRequest): Promise<boolean> {
  const { name } = await currentPack();
  return send(response, await fetchOutcomeForStaff(viewer, name, id), "application/pdf");
}

async function send(
  response: ServerResponse,
  found: FetchedFile | null,
  mediaType = "application/octet-stream",
): Promise<boolean> {
  if (found === null) return false;
  try {
    const content = await readWhole(found.file);
    response.writeHead(200, {
      "Content-Type": mediaType,
      "Content-Length": content.length,
      "Content-Disposition": contentDisposition(found.name),
      "Content-Security-Policy": "sandbox; default-src 'none'",
    });
    response.end(content);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    sendProblem(response, 409, (words) => words("objections.file.damaged"));
  }
  return true;
}
