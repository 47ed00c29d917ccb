/** What is written of an incident is encrypted under its own data key, each part bound to its own row. */
import { z } from "zod";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";

const Description = z.object({ title: z.string(), description: z.string() });
export type Description = z.infer<typeof Description>;

const Text = z.object({ text: z.string() });

export interface IncidentKey {
  readonly id: string;
  readonly dataKeyId: string;
}

export const sealDescription = (transaction: Transaction, { id, dataKeyId }: IncidentKey, what: Description) =>
  encryptUnder(transaction, dataKeyId, `incident/${id}`, what);

/** @returns null where it was erased */
export const openDescription = (transaction: Transaction, row: IncidentKey & { readonly sealed: Uint8Array }) =>
  decryptUnder(transaction, row.dataKeyId, `incident/${row.id}`, row.sealed, Description);

type Part = "draft" | "regulator" | `update/${string}`;

/** The update that is being written, one that was sent, or how the authority was told. */
export const sealPart = (transaction: Transaction, { id, dataKeyId }: IncidentKey, part: Part, text: string) =>
  encryptUnder(transaction, dataKeyId, `incident/${id}/${part}`, { text });

/** @returns null where there is none, or it was erased */
export async function openPart(
  transaction: Transaction,
  { id, dataKeyId }: IncidentKey,
  part: Part,
  sealed: Uint8Array | null,
): Promise<string | null> {
  if (sealed === null) return null;
  return (await decryptUnder(transaction, dataKeyId, `incident/${id}/${part}`, sealed, Text))?.text ?? null;
}
