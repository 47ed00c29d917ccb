import { addJob } from "@/server/jobs/queue";
import { type Recipient, sealRecipient } from "@/server/notices/sealed-notice";
import { sendNoticesJob } from "@/server/notices/sending/send-due";
import type { Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";

export interface NewDelivery {
  readonly noticeId: string;
  readonly accountId: string;
  readonly recipient: Recipient;
  /** The message of the same notice and account that failed or came back, which this one follows. */
  readonly replacesId?: string;
}

/**
 * One message to one recipient of an account. The job that sends it is added with it (RFC 5322 §3.6.4: its Message-ID stays the same,
 * however often it must be sent). @returns its id
 */
export async function queueDelivery(transaction: Transaction, delivery: NewDelivery): Promise<string> {
  const { noticeId, accountId, recipient, replacesId = null } = delivery;
  const id = newId();
  const sealed = await sealRecipient(transaction, { id, accountId }, recipient);
  const messageId = `<${id}@${settings().publicUrl.hostname}>`;
  await transaction.delivery.create({ data: { id, noticeId, accountId, replacesId, sealed, messageId } });
  await addJob(transaction, sendNoticesJob, {}, sendNoticesJob.name);
  return id;
}
