/** The sealed proof of a notice, made when it is asked for, and how far one is that goes out. */
import type { ServerResponse } from "node:http";
import { isContact } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { contentDisposition, sendJson, sendProblem } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { noticeProgress } from "@/server/notices/desk/progress";
import { progressShown } from "@/server/notices/desk/progress-rows";
import { makeProof, type ProofWanted } from "@/server/notices/received/proof";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { errorFields, log } from "@/server/platform/log";
import { createTimestampAuthority } from "@/server/seal/timestamp-authority";
import { isLocale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export async function sendProofToAccount({ response, viewer, id }: FileRequest): Promise<boolean> {
  return isContact(viewer) && send(response, { viewer, accountId: viewer.contact.accountId, noticeId: id });
}

/** In words, in the language that the page asks for by `?locale=`. */
export async function sendNoticeProgress({ request, response, viewer, id }: FileRequest): Promise<boolean> {
  const progress = await noticeProgress(viewer, (await currentPack()).name, id);
  if (progress === null) return false;
  const locale = new URLSearchParams(request.url?.split("?")[1]).get("locale");
  sendJson(response, 200, progressShown(progress, wordsIn(isLocale(locale) ? locale : "en")));
  return true;
}

async function send(response: ServerResponse, wanted: ProofWanted): Promise<boolean> {
  const { timestampAuthority } = settings();
  const authority = timestampAuthority && createTimestampAuthority({ url: timestampAuthority.href });
  const at = now();
  let pdf: Uint8Array | null;
  try {
    pdf = await makeProof(database(), await currentPack(), authority, wanted, at);
  } catch (error) {
    log("error", "notice.proof", errorFields(error));
    sendProblem(response, 503, (words) => words("received.refused.proof"));
    return true;
  }
  if (pdf === null) return false;
  response.writeHead(200, {
    "Content-Type": "application/pdf",
    "Content-Length": pdf.length,
    "Content-Disposition": contentDisposition(`Proof of notice ${at.toISOString().slice(0, 10)}.pdf`),
  });
  response.end(pdf);
  return true;
}
