/** Copies of documents: asked for by a form, fetched from an address of their own, with progress beside it. */

import { z } from "zod";
import { isContact } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { currentPack } from "@/server/content/current-pack";
import { sendJson, sendProblem, sendRedirect } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { readSmallForm } from "@/server/http/form-body";
import { sendArchive } from "@/server/http/send-archive";
import { sendSingle } from "@/server/http/send-single";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { NoSuchDownload, openDownload, readProgress, startDownload } from "@/server/vault/downloads";
import { isLocale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

const Wanted = z.union([z.uuid(), z.literal("pack")]);

/** With `Accept: application/json` the page's script gets the addresses; a plain form is sent on to the file. */
export async function startDownloadFromForm({ request, response, viewer }: FileRequest): Promise<boolean> {
  if (!isContact(viewer)) return false;
  const asJson = request.headers.accept?.includes("application/json") ?? false;
  const form = await readSmallForm(request);
  const wanted = Wanted.safeParse(form?.get("document"));
  if (!wanted.success) return false;
  try {
    const { name } = await currentPack();
    const id = await startDownload(database(), name, viewer, wanted.data === "pack" ? null : wanted.data, now());
    const file = `/portal/pack/downloads/${id}`;
    if (asJson) sendJson(response, 201, { id, file, progress: `${file}/progress` });
    else sendRedirect(response, file);
    return true;
  } catch (error) {
    if (error instanceof NoSuchDownload) return false;
    if (!(error instanceof Refusal)) throw error;
    const locale = form?.get("locale");
    const words = wordsIn(isLocale(locale) ? locale : "en");
    if (asJson) sendJson(response, 409, { problem: error.told(words) });
    else sendProblem(response, 409, (told) => error.told(told), words);
    return true;
  }
}

export async function sendDownload({ request, response, viewer, id }: FileRequest): Promise<boolean> {
  if (!isContact(viewer)) return false;
  const { name, publisher } = await currentPack();
  const download = await openDownload(name, viewer, id, now());
  if (download === null) return false;
  if (download.archive)
    await sendArchive({ request, response, download, viewer, publisherName: publisher.names.short });
  else await sendSingle({ request, response, download, viewer });
  return true;
}

export async function answerProgress({ response, viewer, id }: FileRequest): Promise<boolean> {
  const progress = isContact(viewer) ? await readProgress(viewer, id) : null;
  if (progress === null) return false;
  sendJson(response, 200, progress);
  return true;
}
