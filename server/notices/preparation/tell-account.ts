/**
 * What one account is told, and whom of it: written once, with its first recipients, and frozen with them (migration
 * notice_clock). Notices of every kind come through here; those of a change add how it concerns the account.
 */
import { z } from "zod";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import { contactLists, firstRecipients } from "@/server/notices/preparation/recipients";
import { queueDelivery } from "@/server/notices/queue-delivery";
import { type NoticeContent, type Recipient, sealContent } from "@/server/notices/sealed-notice";
import { orderFormsInForce } from "@/server/order-forms/in-force";
import type { Transaction } from "@/server/platform/database";
import { NoticeKind, type NoticeRelation } from "@/server/platform/generated/prisma/enums";

export interface Telling {
  readonly noticeId: string;
  readonly accountId: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Tells an account of something that is not a change: it comes on the notice's list, and its messages are queued to its
 * first recipients. Without any it is on the worklist of staff. Safe from several servers at once.
 * @returns false where there is nothing to do: it is told already, or closed, or another server has it
 */
export async function tellAccount(
  transaction: Transaction,
  { noticeId, accountId, subject, text }: Telling,
): Promise<boolean> {
  await transaction.accountNotice.createMany({ data: { noticeId, accountId }, skipDuplicates: true });
  const kind = await claim(transaction, noticeId, accountId);
  if (kind === null) return false;
  const forms = (await orderFormsInForce(transaction, [accountId])).get(accountId) ?? [];
  const recipients = firstRecipients(await contactLists(transaction, accountId, forms));
  await freeze(transaction, { noticeId, accountId, kind, recipients, content: { subject, text, orderForms: [] } });
  return true;
}

const Claim = z.array(z.object({ kind: z.enum(NoticeKind) }));

/** The account's row, unless another server has it. */
async function claim(transaction: Transaction, noticeId: string, accountId: string): Promise<NoticeKind | null> {
  const rows = await transaction.$queryRaw`
    SELECT n.kind::text AS kind FROM "AccountNotice" a
    JOIN "Notice" n ON n.id = a."noticeId" AND n."changeId" IS NULL
    JOIN "Account" c ON c.id = a."accountId" AND c."closedAt" IS NULL
    WHERE a."noticeId" = ${noticeId}::uuid AND a."accountId" = ${accountId}::uuid AND a."preparedAt" IS NULL
    FOR UPDATE OF a SKIP LOCKED`;
  return Claim.parse(rows)[0]?.kind ?? null;
}

export interface Frozen {
  readonly noticeId: string;
  readonly accountId: string;
  readonly kind: NoticeKind;
  readonly recipients: readonly Recipient[];
  readonly content: NoticeContent;
  /** How a change concerns the account. */
  readonly relation?: NoticeRelation;
}

/** The messages first: once its text is there, the list of an account's first recipients is closed. */
export async function freeze(transaction: Transaction, frozen: Frozen): Promise<void> {
  const { noticeId, accountId, kind, recipients, content, relation } = frozen;
  const row = { noticeId, accountId };
  for (const recipient of recipients) await queueDelivery(transaction, { ...row, recipient });
  await transaction.accountNotice.update({
    where: { noticeId_accountId: row },
    data: { relation: relation ?? null, sealed: await sealContent(transaction, row, content) },
  });
  await recordEvent(transaction, {
    ...{ kind: "notice.prepared", actorId: null, accountId, subjectId: noticeId },
    dataKeyId: await accountKey(transaction, accountId),
    details: { notice: kind, ...(relation && { relation }), recipients: recipients.length },
  });
}
