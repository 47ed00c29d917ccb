/** A file between its upload and the decision about it: encrypted, seen by whoever uploaded it, gone within the hour. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Viewer } from "@/server/access/viewer";
import { decryptUnder, encryptUnder, publisherKey } from "@/server/keys/data-keys";
import { days, hours, later } from "@/server/platform/clock";
import { bytes, type Database, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

export interface UploadedFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What became of an import: open with its file, or done with what it did. */
export type ImportState =
  | { readonly state: "open"; readonly file: UploadedFile; readonly sha256: string; readonly until: Date }
  | {
      readonly state: "done";
      readonly doneAt: Date;
      readonly added: number;
      readonly changed: number;
      readonly unchanged: number;
    };

/** How long a file waits to be confirmed. */
const patience = hours;

const Sealed = z.object({ name: z.string(), data: z.base64() });
const contextOf = (id: string) => `order-form-import/${id}`;

/** An earlier file of this person that was not imported goes: the newest is the one that counts. @returns the import's id */
export async function keepUpload(database: Database, personId: string, { name, data }: UploadedFile): Promise<string> {
  return database.$transaction(async (transaction) => {
    await transaction.orderFormImport.deleteMany({ where: { personId, doneAt: null } });
    const [id, dataKeyId] = [newId(), await publisherKey(transaction)];
    const content = { name, data: Buffer.from(data).toString("base64") };
    const sealed = await encryptUnder(transaction, dataKeyId, contextOf(id), content);
    const sha256 = bytes(createHash("sha256").update(data).digest());
    await transaction.orderFormImport.create({ data: { id, personId, dataKeyId, sealed, sha256 } });
    return id;
  });
}

/** Null where there is no such import, where it is another person's, and where its time is over. */
export async function readUpload(
  transaction: Transaction,
  viewer: Viewer,
  id: string,
  at: Date,
): Promise<ImportState | null> {
  const row = await transaction.orderFormImport.findFirst({ where: { id, personId: viewer.personId } });
  if (row === null) return null;
  const { sealed, dataKeyId, createdAt, doneAt, added, changed, unchanged } = row;
  if (doneAt !== null)
    return { state: "done", doneAt, added: added ?? 0, changed: changed ?? 0, unchanged: unchanged ?? 0 };
  if (sealed === null || createdAt < later(at, -patience)) return null;
  const content = await decryptUnder(transaction, dataKeyId, contextOf(id), sealed, Sealed);
  if (content === null) return null;
  const file = { name: content.name, data: Buffer.from(content.data, "base64") };
  const sha256 = Buffer.from(row.sha256).toString("hex");
  return { state: "open", file, sha256, until: later(createdAt, patience) };
}

export async function discardUpload(database: Database, viewer: Viewer, id: string): Promise<void> {
  await database.orderFormImport.deleteMany({ where: { id, personId: viewer.personId, doneAt: null } });
}

/** Files whose time is over, and after a day what is left of imports that were done. */
export async function forgetImports(database: Database, at: Date): Promise<void> {
  await database.orderFormImport.deleteMany({
    where: {
      OR: [{ doneAt: null, createdAt: { lt: later(at, -patience) } }, { doneAt: { lt: later(at, -days) } }],
    },
  });
}
