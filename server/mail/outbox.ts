/**
 * Mail leaves through the outbox: the message is kept, encrypted, in the transaction that causes it, and a job sends it.
 * SMTP cannot be exactly-once: nothing is lost, and a rare repeat after a crash carries the same Message-ID (RFC 5322 §3.6.4).
 */
import { z } from "zod";
import { addJob, defineJob } from "@/server/jobs/queue";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Message } from "@/server/mail/message";
import type { Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";

export const sendMailJob = defineJob("send-mail", z.object({ mailId: z.uuid() }));

const Envelope = z.object({ to: z.string(), subject: z.string(), text: z.string() });
export type Envelope = z.infer<typeof Envelope>;

const contextOf = (id: string) => `mail/${id}`;

export interface Outgoing {
  readonly to: string;
  readonly message: Message;
  /** Whose key encrypts the address and the text. */
  readonly dataKeyId: string;
  /** A stored file that goes with it. */
  readonly attachmentId?: string;
}

export async function queueMail(
  transaction: Transaction,
  { to, message, dataKeyId, attachmentId }: Outgoing,
): Promise<void> {
  const id = newId();
  const envelope: Envelope = { to, subject: message.subject, text: message.text };
  await transaction.mail.create({
    data: {
      id,
      kind: message.kind,
      dataKeyId,
      attachmentId: attachmentId ?? null,
      messageId: `<${id}@${settings().publicUrl.hostname}>`,
      sealed: await encryptUnder(transaction, dataKeyId, contextOf(id), envelope),
    },
  });
  await addJob(transaction, sendMailJob, { mailId: id });
}

/** @returns null where the recipient's data was erased */
export function openMail(
  transaction: Transaction,
  mail: { id: string; dataKeyId: string; sealed: Uint8Array },
): Promise<Envelope | null> {
  return decryptUnder(transaction, mail.dataKeyId, contextOf(mail.id), mail.sealed, Envelope);
}
