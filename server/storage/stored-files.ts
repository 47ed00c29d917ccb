/** Encrypted files and the rows beside them. A file whose bytes do not verify is marked, recorded and reported to staff. */
import { recordEvent } from "@/server/audit/events";
import { type ByteRange, DamagedFileError } from "@/server/keys/chunked-encryption";
import { keyService } from "@/server/keys/keys";
import { bytes, type Database, database, databaseTime, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import type { StoredFile } from "@/server/platform/generated/prisma/client";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { processWide } from "@/server/platform/process-wide";
import { openEncryptedFile, writeEncryptedFile } from "@/server/storage/encrypted-file";
import { createFileStorage } from "@/server/storage/file-storage";
import { MissingObjectError, type ObjectStorage } from "@/server/storage/object-storage";

export const storage = (): ObjectStorage => processWide("storage", () => createFileStorage(settings().storageDir));

/** A stored file without its row: give it to `recordFile` in the transaction that refers to it, or to `discardFile`. */
export type KeptFile = Omit<StoredFile, "createdAt" | "damagedAt">;

/** @param owner what the file is for, bound into its encryption @throws FileTooLargeError, StorageFullError or what the source threw */
export async function keepFile(
  source: AsyncIterable<Uint8Array>,
  owner: string,
  mediaType: string,
  maximumBytes: number,
): Promise<KeptFile> {
  const id = newId();
  const context = `${owner}/${id}`;
  const kept = await writeEncryptedFile({
    storage: storage(),
    keys: await keyService(),
    source,
    context,
    maximumBytes,
  });
  return {
    id,
    context,
    mediaType,
    storageKey: kept.storageKey,
    bytes: BigInt(kept.bytes),
    sha256: bytes(Buffer.from(kept.sha256, "hex")),
    wrapped: bytes(kept.wrapped.wrapped),
    kekId: kept.wrapped.kekId,
    kekVersion: kept.wrapped.kekVersion,
  };
}

/** What is in memory already, as the stream that `keepFile` takes. */
export async function* onePiece(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

export async function recordFile(transaction: Transaction, file: KeptFile): Promise<void> {
  await transaction.storedFile.create({ data: file });
}

/**
 * Removes a file whose row was not made. A transaction whose answer was lost may have been committed all the same, so the
 * file goes only where its row is surely absent; an orphan is harmless, a row without its file is not.
 */
export async function discardFile(file: KeptFile): Promise<void> {
  const row = await database()
    .storedFile.findUnique({ where: { id: file.id }, select: { id: true } })
    .catch(() => "unknown" as const);
  if (row === null) await storage().remove(file.storageKey);
}

/**
 * Removes a row with the file's key in it, without which a copy of the bytes is good for nothing, and then the bytes. Where
 * the transaction fails after all, the row stays, and the removal is repeated with it.
 * @throws where something still refers to the file, which then stays whole
 */
export async function forgetFile(
  transaction: Transaction,
  { id, storageKey }: Pick<StoredFile, "id" | "storageKey">,
): Promise<void> {
  await transaction.storedFile.delete({ where: { id } });
  await storage().remove(storageKey);
}

/** A stored file that is missing or does not verify: nothing of it may be used. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
  constructor(readonly fileId: string) {
    super("The stored file is damaged or missing.");
  }
}

/** The plaintext or a range of it, never a byte that did not verify. @throws UnreadableFile after it was recorded */
export async function* readFile(row: StoredFile, range?: ByteRange): AsyncGenerator<Uint8Array> {
  // Keys that cannot be had say nothing of the file.
  const keys = await keyService();
  try {
    const { storageKey, context, kekId, kekVersion, wrapped } = row;
    const wrappedKey = { kekId, kekVersion, wrapped };
    const file = await openEncryptedFile({
      storage: storage(),
      keys,
      storageKey,
      bytes: Number(row.bytes),
      wrapped: wrappedKey,
      context,
    });
    yield* file.read(range);
  } catch (error) {
    if (!(error instanceof DamagedFileError || error instanceof MissingObjectError)) throw error;
    await reportDamage(database(), row.id);
    throw new UnreadableFile(row.id);
  }
}

export async function readWhole(row: StoredFile): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readFile(row)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function reportDamage(on: Database, fileId: string): Promise<void> {
  log("error", "file.damaged", { fileId });
  await on.$transaction(async (transaction) => {
    const { count } = await transaction.storedFile.updateMany({
      where: { id: fileId, damagedAt: null },
      data: { damagedAt: await databaseTime(transaction) },
    });
    if (count > 0) await recordEvent(transaction, { kind: "file.damaged", actorId: null, subjectId: fileId });
  });
}

/** Looks again at files that were found damaged: one whose storage is back, or that was restored from a backup, counts again. */
export async function recheckDamagedFiles(on: Database): Promise<void> {
  const rows = await on.storedFile.findMany({ where: { damagedAt: { not: null } }, take: 100 });
  for (const row of rows) {
    try {
      for await (const _piece of readFile(row));
    } catch (error) {
      if (error instanceof UnreadableFile) continue;
      throw error;
    }
    await on.storedFile.updateMany({ where: { id: row.id }, data: { damagedAt: null } });
  }
}
