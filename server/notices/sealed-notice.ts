/** What an account is told, and whom of it, is encrypted under the account's key, each bound to its own row. */
import { z } from "zod";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";
import { NoticeRelation } from "@/server/platform/generated/prisma/enums";

export const NoticeContent = z.object({
  subject: z.string(),
  text: z.string(),
  /** The account's order forms as they stood when it was told, and how the change concerns each. */
  orderForms: z.array(z.object({ reference: z.string(), relation: z.enum(NoticeRelation) })),
});
export type NoticeContent = z.infer<typeof NoticeContent>;

export const Recipient = z.object({ email: z.string(), name: z.string().nullable(), locale: z.enum(["en", "nb"]) });
export type Recipient = z.infer<typeof Recipient>;

const Remark = z.object({ text: z.string() });

interface NoticeRow {
  readonly noticeId: string;
  readonly accountId: string;
}
interface Row {
  readonly id: string;
  readonly accountId: string;
}

async function seal(transaction: Transaction, accountId: string, context: string, value: unknown) {
  return encryptUnder(transaction, await accountKey(transaction, accountId), context, value);
}

async function open<Value>(
  transaction: Transaction,
  accountId: string,
  context: string,
  sealed: Uint8Array,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  return decryptUnder(transaction, await accountKey(transaction, accountId), context, sealed, schema);
}

const contentContext = ({ noticeId, accountId }: NoticeRow) => `account-notice/${noticeId}/${accountId}`;

export const sealContent = (transaction: Transaction, row: NoticeRow, content: NoticeContent) =>
  seal(transaction, row.accountId, contentContext(row), content);

/** @returns null where the account's data was erased */
export const openContent = (transaction: Transaction, row: NoticeRow & { sealed: Uint8Array }) =>
  open(transaction, row.accountId, contentContext(row), row.sealed, NoticeContent);

export const sealRecipient = (transaction: Transaction, row: Row, recipient: Recipient) =>
  seal(transaction, row.accountId, `delivery/${row.id}`, recipient);

/** @returns null where the account's data was erased */
export const openRecipient = (transaction: Transaction, row: Row & { sealed: Uint8Array }) =>
  open(transaction, row.accountId, `delivery/${row.id}`, row.sealed, Recipient);

const recordContext = ({ noticeId, accountId }: NoticeRow) => `notice-record/${noticeId}/${accountId}`;

/** How staff told the account, in their own words. */
export const sealRecord = (transaction: Transaction, row: NoticeRow, text: string) =>
  seal(transaction, row.accountId, recordContext(row), { text });

export const openRecord = async (transaction: Transaction, row: NoticeRow & { sealed: Uint8Array }) =>
  (await open(transaction, row.accountId, recordContext(row), row.sealed, Remark))?.text ?? null;

/** Why a hold was decided as it was. */
export const sealDecision = (transaction: Transaction, row: Row, text: string) =>
  seal(transaction, row.accountId, `hold/${row.id}`, { text });

export const openDecision = async (transaction: Transaction, row: Row & { sealed: Uint8Array }) =>
  (await open(transaction, row.accountId, `hold/${row.id}`, row.sealed, Remark))?.text ?? null;

/** What staff found about a message that came back. @param row the message */
export const sealClosure = (transaction: Transaction, row: Row, text: string) =>
  seal(transaction, row.accountId, `bounce-closure/${row.id}`, { text });

export const openClosure = async (transaction: Transaction, row: Row & { sealed: Uint8Array }) =>
  (await open(transaction, row.accountId, `bounce-closure/${row.id}`, row.sealed, Remark))?.text ?? null;
