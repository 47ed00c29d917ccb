/** The whole pack as a ZIP, streamed: each document is marked, added and forgotten before the next; the manifest of SHA-256s comes last. */
import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import yazl from "yazl";
import { contentDisposition } from "@/server/http/answers";
import type { Sending } from "@/server/http/send-single";
import { goneSignal } from "@/server/http/write-with-pressure";
import { now, seconds } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { isMarkable, markedCopy, unmarkedCopy } from "@/server/vault/copies";
import { type DownloadFile, noteProgress, type OpenDownload, recordRefusal } from "@/server/vault/downloads";

const manifestName = "MANIFEST.txt";

interface Entry {
  readonly name: string;
  readonly sha256: string;
  readonly originalSha256: string;
}

export async function sendArchive(sending: Sending & { readonly publisherName: string }): Promise<void> {
  const { request, response, download, publisherName } = sending;
  const name = `${publisherName} security pack ${download.id}.zip`;
  response.writeHead(200, { "Content-Type": "application/zip", "Content-Disposition": contentDisposition(name) });
  if (request.method === "HEAD") return void response.end();
  const gone = goneSignal(response);
  const zip = new yazl.ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const sent = pipeline(output, countBytes(download.id), response);
  try {
    await Promise.race([fill(zip, sending, gone), sent]);
    await sent;
    await noteProgress(download.id, { state: "sent", itemsDone: download.items.length, problem: null }, now());
  } catch (error) {
    const hungUp = gone.aborted;
    log("warning", "download.not-sent", { downloadId: download.id, ...errorFields(error) });
    // The pipeline may be waiting for bytes that will not come: both of its ends have to go.
    output.destroy();
    response.destroy();
    await sent.catch(() => {});
    await noteProgress(download.id, { state: "interrupted", problem: hungUp ? "hungUp" : "oneCannotSend" }, now());
    if (!hungUp) await recordRefusal(sending.viewer, download.id);
  }
}

async function fill(zip: yazl.ZipFile, { download, viewer }: Sending, signal: AbortSignal): Promise<void> {
  const entries: Entry[] = [];
  for (const [index, item] of download.items.entries()) {
    await noteProgress(download.id, { state: isMarkable(item) ? "marking" : "sending", itemsDone: index }, now());
    const name = uniqueName(item, entries);
    const pieces = isMarkable(item) ? [await markedCopy(item, download, viewer, signal)] : unmarkedCopy(item);
    const options = { mtime: download.createdAt, compress: isPlainText(item), forceZip64Format: false };
    const sha256 = await addEntry((source) => zip.addReadStream(source, name, options), pieces, signal);
    entries.push({ name, sha256, originalSha256: Buffer.from(item.file.sha256).toString("hex") });
  }
  zip.addBuffer(Buffer.from(manifest(download, entries)), manifestName, { mtime: download.createdAt });
  zip.end();
}

/** Other kinds are compressed in themselves: doing it again takes a minute a gigabyte and gains nothing. */
const isPlainText = (item: DownloadFile): boolean => /^(text\/|application\/json)/.test(item.file.mediaType);

/** Waits until the archive has taken every piece. @returns the SHA-256 of what went in */
async function addEntry(
  add: (source: Readable) => void,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash("sha256");
  async function* hashed() {
    for await (const piece of pieces) {
      hash.update(piece);
      yield piece;
    }
  }
  // With the signal the source, and the stored file behind it, is closed when the reader hangs up.
  const source = Readable.from(hashed(), { objectMode: false, signal });
  await new Promise<void>((done, failed) => {
    source.once("error", failed);
    source.once("end", done);
    add(source);
  });
  return hash.digest("hex");
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

/** Leads out of no folder, and names nothing twice on a system that does not tell capital letters apart either. */
function uniqueName(item: DownloadFile, entries: readonly Entry[]): string {
  const safe = item.fileName.replace(/[\\/:*?"<>|\p{Cc}]+/gu, "-").replace(/^\.+$/, "document");
  const taken = new Set([manifestName, ...entries.map((each) => each.name)].map((name) => name.toLowerCase()));
  let name = safe;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${number} ${safe}`;
  return name;
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
