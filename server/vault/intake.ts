/** A file as it comes in: what claims to be a PDF must be one that can be marked; everything else streams straight into the encrypted storage. */
import { extname } from "node:path";
import { Refusal } from "@/server/access/refusal";
import { FileTooLargeError } from "@/server/storage/encrypted-file";
import { StorageFullError } from "@/server/storage/object-storage";
import { type KeptFile, keepFile, onePiece } from "@/server/storage/stored-files";
import { pdfEngine } from "@/server/vault/engine";
import { normalisePdf } from "@/server/vault/marking/inspect";
import { documentLimits } from "@/server/vault/policy";

export interface Intake {
  readonly file: KeptFile;
  readonly fileName: string;
  readonly pages: number | null;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".json": "application/json",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".txt": "text/plain; charset=utf-8",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".zip": "application/zip",
};

/** @throws Refusal with the sentence for the person; nothing of a refused file is kept */
export async function takeIn(
  source: AsyncIterable<Uint8Array>,
  claimedName: string,
  documentId: string,
): Promise<Intake> {
  const fileName = safeFileName(claimedName);
  const owner = `document/${documentId}`;
  const { start, rest } = await peek(source, 1024);
  if (start.length === 0) throw new Refusal((words) => words("upload.emptyFile"), "file");
  const claimsPdf = fileName.toLowerCase().endsWith(".pdf");
  try {
    if (!claimsPdf && !start.includes("%PDF-")) {
      const mediaType = mediaTypes[extname(fileName).toLowerCase()] ?? "application/octet-stream";
      return { file: await keepFile(rest, owner, mediaType, documentLimits.otherBytes), fileName, pages: null };
    }
    const checked = await normalisePdf(await readUpTo(rest, documentLimits.pdfBytes), {
      engine: await pdfEngine(),
      limits: { ...documentLimits, bytes: documentLimits.pdfBytes },
    });
    if (!checked.accepted) {
      const { reason, values } = checked;
      throw new Refusal((words) => words(`desk.upload.pdf.${reason}`, { ...values }), "file");
    }
    const file = await keepFile(onePiece(checked.pdf), owner, "application/pdf", documentLimits.pdfBytes * 2);
    return { file, fileName: claimsPdf ? fileName : `${fileName}.pdf`, pages: checked.pages };
  } catch (error) {
    if (error instanceof StorageFullError) throw new Refusal((words) => words("desk.upload.full"), "file");
    if (error instanceof FileTooLargeError)
      throw new Refusal((words) => words("desk.upload.tooLarge", { bytes: error.maximumBytes }), "file");
    throw error;
  }
}

/** The name alone, without folders, control characters and the dots and spaces that some systems drop from its end, at most 120 characters. */
export function safeFileName(claimed: string): string {
  const name = claimed.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const clean = name
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069<>:"|?*]+/gu, " ")
    .replace(/[\s.]+$/, "")
    .trim();
  const extension = extname(clean);
  // Cut between characters, not within the halves of one.
  const stem = [...clean.slice(0, clean.length - extension.length)].slice(0, 110).join("");
  return `${stem || "document"}${extension.slice(0, 10)}`;
}

async function peek(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ start: string; rest: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  for (let length = 0; length < bytes; ) {
    const next = await iterator.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  async function* rest() {
    yield* taken;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { start: Buffer.concat(taken).subarray(0, bytes).toString("latin1"), rest: rest() };
}

async function readUpTo(source: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > most) throw new FileTooLargeError(most);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
