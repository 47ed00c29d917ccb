/** The whole pack as a ZIP, streamed: each document is marked, added and forgotten before the next; the manifest of SHA-256s comes last. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import yazl from "yazl";
import { contentDisposition } from "@/server/http/answers";
import type { Sending } from "@/server/http/send-single";
import { now, seconds } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { isMarkable, markedCopy, unmarkedCopy } from "@/server/vault/copies";
import { type DownloadFile, noteProgress, type OpenDownload } from "@/server/vault/downloads";

interface Entry {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly originalSha256: string;
}

export async function sendArchive(sending: Sending & { readonly publisherName: string }): Promise<void> {
  const { request, response, download, publisherName } = sending;
  const name = `${publisherName} security pack ${download.id}.zip`;
  response.writeHead(200, { "Content-Type": "application/zip", "Content-Disposition": contentDisposition(name) });
  if (request.method === "HEAD") return void response.end();
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const zip = new yazl.ZipFile();
  const sent = pipeline(Readable.from(zip.outputStream), countBytes(download.id), response);
  try {
    await Promise.race([fill(zip, sending, gone.signal), sent]);
    await sent;
    await noteProgress(download.id, { state: "sent", itemsDone: download.items.length, problem: null }, now());
  } catch (error) {
    log("warning", "download.not-sent", { downloadId: download.id, ...errorFields(error) });
    response.destroy();
    await sent.catch(() => {});
    const problem = gone.signal.aborted
      ? "The connection ended before the last byte."
      : "One of the documents cannot be sent now; our staff see it in their list. Take the others one by one.";
    await noteProgress(download.id, { state: "interrupted", problem }, now());
  }
}

async function fill(zip: yazl.ZipFile, { download, viewer }: Sending, signal: AbortSignal): Promise<void> {
  const entries: Entry[] = [];
  for (const [index, item] of download.items.entries()) {
    await noteProgress(download.id, { state: isMarkable(item) ? "marking" : "sending", itemsDone: index }, now());
    const name = uniqueName(item, entries);
    const options = { mtime: download.createdAt, compress: !isMarkable(item), forceZip64Format: false };
    const hash = createHash("sha256");
    let bytes = 0;
    const pieces = isMarkable(item) ? [await markedCopy(item, download, viewer, signal)] : unmarkedCopy(item);
    await new Promise<void>((done, failed) => {
      const counted = async function* () {
        for await (const piece of pieces) {
          hash.update(piece);
          bytes += piece.length;
          yield piece;
        }
      };
      const source = Readable.from(counted(), { objectMode: false });
      source.once("error", failed);
      source.once("end", () => done());
      signal.addEventListener("abort", () => failed(new Error("the reader went away")), { once: true });
      zip.addReadStream(source, name, options);
    });
    entries.push({
      name,
      bytes,
      sha256: hash.digest("hex"),
      originalSha256: Buffer.from(item.file.sha256).toString("hex"),
    });
  }
  zip.addBuffer(Buffer.from(manifest(download, entries)), "MANIFEST.txt", { mtime: download.createdAt });
  zip.end();
}

function manifest(download: OpenDownload, entries: readonly Entry[]): string {
  const lines = entries.map((each) => `${each.sha256}  ${each.name}`);
  const originals = entries.map((each) => `${each.originalSha256}  ${each.name}`);
  return [
    `Download ${download.id}, made ${download.createdAt.toISOString()}`,
    "",
    "SHA-256 of the files in this archive (check with: sha256sum -c):",
    ...lines,
    "",
    "SHA-256 of the originals before they were marked for you:",
    ...originals,
    "",
  ].join("\n");
}

function uniqueName(item: DownloadFile, taken: readonly Entry[]): string {
  const safe = item.fileName.replace(/[\\/:*?"<>|\p{Cc}]+/gu, "-");
  return taken.some((each) => each.name === safe) ? `${taken.length + 1} ${safe}` : safe;
}

/** Notes about once a second how much has gone. */
function countBytes(id: string) {
  return async function* (source: AsyncIterable<Uint8Array>) {
    let total = 0;
    let noted = 0;
    for await (const piece of source) {
      total += piece.length;
      yield piece;
      const at = now();
      if (at.getTime() - noted < seconds) continue;
      noted = at.getTime();
      await noteProgress(id, { state: "sending", bytesSent: BigInt(total) }, at);
    }
    await noteProgress(id, { state: "sending", bytesSent: BigInt(total) }, now());
  };
}
