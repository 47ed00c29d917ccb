/** Copies as they leave: PDFs marked on every page or not at all; other files only where their own policy says so. */
import type { ContactViewer } from "@/server/access/permissions";
import type { ByteRange } from "@/server/keys/chunked-encryption";
import { Turns } from "@/server/platform/turns";
import { readFile, readWhole } from "@/server/storage/stored-files";
import type { DownloadFile, OpenDownload } from "@/server/vault/downloads";
import { pdfEngine } from "@/server/vault/engine";
import { MarkingFailed, markPdf } from "@/server/vault/marking/mark";
import { documentLimits } from "@/server/vault/policy";

const turns = new Turns(2);

export const isMarkable = (item: DownloadFile): boolean => item.file.mediaType === "application/pdf";

/** @throws MarkingFailed, UnreadableFile, EngineCancelled when `signal` is aborted */
export async function markedCopy(
  item: DownloadFile,
  download: OpenDownload,
  viewer: ContactViewer,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // The original is held in memory while it is marked: only as many at once as there are engines to mark them.
  const leave = await turns.take(signal);
  try {
    return await mark(item, download, viewer, signal);
  } finally {
    leave();
  }
}

async function mark(
  item: DownloadFile,
  download: OpenDownload,
  viewer: ContactViewer,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return markPdf({
    original: await readWhole(item.file),
    engine: await pdfEngine(),
    limits: documentLimits,
    signal,
    mark: {
      recipient: download.recipient,
      account: viewer.contact.accountName,
      time: download.createdAt,
      downloadId: download.id,
    },
  });
}

/** @throws MarkingFailed where the document's policy does not let it go unmarked */
export function unmarkedCopy(item: DownloadFile, range?: ByteRange): AsyncGenerator<Uint8Array> {
  if (item.unmarkable !== "send_unmarked")
    throw new MarkingFailed("This kind of file cannot be marked, and its policy refuses to send it unmarked.");
  return readFile(item.file, range);
}
