/** What is said in an objection is encrypted under the account's key, each piece bound to its own row. */
import { z } from "zod";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";
import { locales } from "@/server/words/locale";

const Content = z.object({
  explanation: z.string(),
  /** What the account asks for, in its own words. */
  wish: z.string(),
  /** References of the affected order forms, as they stood. */
  orderForms: z.array(z.string()),
  /** Of the page that it was filed from: the account is written to in it. */
  locale: z.enum(locales),
});
export type ObjectionContent = z.infer<typeof Content>;

/** What a person has written so far: anything may be missing. */
const Draft = z.object({
  ground: z.string(),
  explanation: z.string(),
  orderForms: z.array(z.string()),
  mitigation: z.string(),
  wish: z.string(),
});
export type DraftContent = z.infer<typeof Draft>;

const Said = z.object({ text: z.string() });

interface Row {
  readonly id: string;
  readonly accountId: string;
}
type SealedRow = Row & { readonly sealed: Uint8Array };

async function seal(transaction: Transaction, accountId: string, context: string, value: unknown) {
  return encryptUnder(transaction, await accountKey(transaction, accountId), context, value);
}

async function open<Value>(
  transaction: Transaction,
  { accountId, sealed }: SealedRow,
  context: string,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  return decryptUnder(transaction, await accountKey(transaction, accountId), context, sealed, schema);
}

export const sealObjection = (transaction: Transaction, { id, accountId }: Row, content: ObjectionContent) =>
  seal(transaction, accountId, `objection/${id}`, content);

/** @returns null where the account's data was erased */
export const openObjection = (transaction: Transaction, row: SealedRow) =>
  open(transaction, row, `objection/${row.id}`, Content);

export const sealDraft = (transaction: Transaction, { id, accountId }: Row, content: DraftContent) =>
  seal(transaction, accountId, `objection-draft/${id}`, content);

export const openDraft = (transaction: Transaction, row: SealedRow) =>
  open(transaction, row, `objection-draft/${row.id}`, Draft);

/** What an entry says, or what a file is called. */
export const sealSaid = (transaction: Transaction, { id, accountId }: Row, text: string) =>
  seal(transaction, accountId, `objection-part/${id}`, { text });

export const openSaid = async (transaction: Transaction, row: SealedRow) =>
  (await open(transaction, row, `objection-part/${row.id}`, Said))?.text ?? null;
