/** One document: a PDF is marked as a whole before its first byte leaves; other files stream, in ranges too where the policy lets them go unmarked. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ContactViewer } from "@/server/access/permissions";
import { contentDisposition, sendProblem } from "@/server/http/answers";
import { parseRange } from "@/server/http/byte-range";
import { goneSignal, writeWithPressure } from "@/server/http/write-with-pressure";
import { now } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { UnreadableFile } from "@/server/storage/stored-files";
import { isMarkable, markedCopy, unmarkedCopy } from "@/server/vault/copies";
import {
  type CopyProblem,
  type DownloadFile,
  noteProgress,
  type OpenDownload,
  recordRefusal,
} from "@/server/vault/downloads";
import { MarkingFailed } from "@/server/vault/marking/mark";

export interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly download: OpenDownload;
  readonly viewer: ContactViewer;
}

export async function sendSingle(sending: Sending): Promise<void> {
  const [item] = sending.download.items;
  if (item === undefined) throw new Error("a download without a document");
  try {
    if (isMarkable(item)) await sendMarked(sending, item);
    else await sendUnmarked(sending, item);
  } catch (error) {
    await refuse(sending, error);
  }
}

async function sendMarked({ request, response, download, viewer }: Sending, item: DownloadFile): Promise<void> {
  const gone = goneSignal(response);
  await noteProgress(download.id, { state: "marking" }, now());
  const copy = await markedCopy(item, download, viewer, gone);
  response.writeHead(200, {
    "Content-Type": "application/pdf",
    "Content-Length": copy.length,
    "Content-Disposition": contentDisposition(item.fileName),
  });
  if (request.method === "HEAD") return void response.end();
  await writeWithPressure(response, copy);
  await finish(response, download.id, BigInt(copy.length));
}

async function sendUnmarked({ request, response, download }: Sending, item: DownloadFile): Promise<void> {
  const bytes = Number(item.file.bytes);
  const range = parseRange(request.headers.range, bytes);
  if (range === "unsatisfiable") return void response.writeHead(416, { "Content-Range": `bytes */${bytes}` }).end();
  const { start, end } = range ?? { start: 0, end: bytes };
  const pieces = unmarkedCopy(item, { start, end });
  // The first piece comes only when key and length verified: a damaged file is refused before any header is sent.
  const first = request.method === "HEAD" ? undefined : await pieces.next();
  response.writeHead(range === null ? 200 : 206, {
    "Content-Type": item.file.mediaType,
    "Content-Length": end - start,
    "Accept-Ranges": "bytes",
    "Content-Disposition": contentDisposition(item.fileName),
    ...(range === null ? {} : { "Content-Range": `bytes ${start}-${end - 1}/${bytes}` }),
  });
  if (first === undefined) return void response.end();
  try {
    await noteProgress(download.id, { state: "sending" }, now());
    if (!first.done) await writeWithPressure(response, first.value);
    for await (const piece of pieces) await writeWithPressure(response, piece);
  } finally {
    // Closes the stored file of a reader who went away.
    await pieces.return(undefined);
  }
  await finish(response, download.id, BigInt(end - start));
}

async function finish(response: ServerResponse, id: string, bytesSent: bigint): Promise<void> {
  response.end();
  await noteProgress(id, { state: "sent", itemsDone: 1, bytesSent, problem: null }, now());
}

/** Nothing unmarked or unverified goes out in its place. */
async function refuse({ response, download: { id }, viewer }: Sending, error: unknown): Promise<void> {
  log("warning", "download.not-sent", { downloadId: id, ...errorFields(error) });
  const known = error instanceof MarkingFailed || error instanceof UnreadableFile;
  const problem: CopyProblem = known ? "cannotSend" : "notWhole";
  await noteProgress(id, { state: known ? "refused" : "interrupted", problem }, now());
  if (known) await recordRefusal(viewer, id);
  if (response.headersSent || response.destroyed) response.destroy();
  else sendProblem(response, known ? 409 : 503, (words) => words(`copy.${problem}`));
}
