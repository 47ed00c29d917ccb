/**
 * Data keys: one for each person, account, access request, report of a weakness, subscription and incident, one for the
 * publisher. A row keeps its key only wrapped; erasing the wrapped key erases everything that it encrypts, while rows and
 * proofs that refer to it stay.
 */
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { decryptField, encryptField } from "@/server/keys/field-encryption";
import { keyService } from "@/server/keys/keys";
import { bytes, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

type Scope =
  | "person"
  | "account"
  | "access-request"
  | "vulnerability-report"
  | "subscription"
  | "incident"
  | "publisher";

const opened = new Map<string, Uint8Array>();
const mostOpened = 5000;

const contextOf = (id: string) => `data-key/${id}`;

/** @returns the id of a new data key */
export async function newDataKey(transaction: Transaction, scope: Scope): Promise<string> {
  const id = newId();
  const key = randomBytes(32);
  const wrapped = await (await keyService()).wrap(key, contextOf(id));
  await transaction.dataKey.create({ data: { id, scope, ...wrapped, wrapped: bytes(wrapped.wrapped) } });
  return id;
}

/** The publisher's own key, made at the first start. */
export async function publisherKey(transaction: Transaction): Promise<string> {
  const found = await transaction.dataKey.findFirst({ where: { scope: "publisher" }, orderBy: { createdAt: "asc" } });
  return found?.id ?? newDataKey(transaction, "publisher");
}

/** @param context what the value is and which row it belongs to; the same must be given to open it */
export async function encryptUnder(
  transaction: Transaction,
  keyId: string,
  context: string,
  value: unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await openDataKey(transaction, keyId);
  if (key === null) throw new Error("This person's data was erased: nothing more can be kept under their key.");
  return bytes(encryptField(key, new TextEncoder().encode(JSON.stringify(value)), context));
}

/** @returns null where the key was erased */
export async function decryptUnder<Value>(
  transaction: Transaction,
  keyId: string,
  context: string,
  sealed: Uint8Array,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  const key = await openDataKey(transaction, keyId);
  if (key === null) return null;
  return schema.parse(JSON.parse(new TextDecoder().decode(decryptField(key, sealed, context))));
}

/** Everything that the key encrypts is lost for good. Other processes forget an opened key when they restart. */
export async function eraseDataKey(transaction: Transaction, keyId: string, moment: Date): Promise<void> {
  await transaction.dataKey.updateMany({
    where: { id: keyId, erasedAt: null },
    data: { wrapped: null, erasedAt: moment },
  });
  opened.delete(keyId);
}

/** Opens many with one query, so that what follows does not ask for them one by one. Give at most a thousand at a time. */
export async function openDataKeys(transaction: Transaction, keyIds: readonly string[]): Promise<void> {
  const unknown = keyIds.filter((id) => !opened.has(id));
  if (unknown.length === 0) return;
  // Emptied here rather than among these: the ones that are opened together are used together.
  if (opened.size + unknown.length > mostOpened) opened.clear();
  const rows = await transaction.dataKey.findMany({ where: { id: { in: keyIds.filter((id) => !opened.has(id)) } } });
  for (const row of rows) if (row.wrapped !== null) opened.set(row.id, await unwrap({ ...row, wrapped: row.wrapped }));
}

async function openDataKey(transaction: Transaction, keyId: string): Promise<Uint8Array | null> {
  const known = opened.get(keyId);
  if (known !== undefined) return known;
  const row = await transaction.dataKey.findUniqueOrThrow({ where: { id: keyId } });
  if (row.wrapped === null) return null;
  const key = await unwrap({ ...row, wrapped: row.wrapped });
  if (opened.size >= mostOpened) opened.clear();
  opened.set(keyId, key);
  return key;
}

async function unwrap(row: {
  id: string;
  wrapped: Uint8Array;
  kekId: string;
  kekVersion: number;
}): Promise<Uint8Array> {
  return (await keyService()).unwrap(row, contextOf(row.id));
}
