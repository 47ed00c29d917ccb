import { openMail } from "@/server/mail/outbox";
import { type Attachment, MailRefused, type Transport } from "@/server/mail/transport";
import type { Database } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";

export interface DeliveryParts {
  readonly database: Database;
  readonly transport: Transport;
  /** The address that mail comes from. */
  readonly from: string;
  readonly readAttachment: (fileId: string) => Promise<Attachment>;
}

/** After this many tries (about two days of growing pauses) a message counts as failed. */
export const mostAttempts = 20;

/**
 * Sends one message of the outbox. A message that was settled already is left alone, so the job may run again.
 * @throws when the server did not take it for now: the job is tried again later
 */
export async function deliverMail(
  { database, transport, from, readAttachment }: DeliveryParts,
  mailId: string,
  at: Date,
): Promise<void> {
  const mail = await database.mail.findUnique({ where: { id: mailId } });
  if (mail === null || mail.state !== "queued") return;
  const settle = (data: { state: "sent" | "kept" | "failed"; serverResponse: string | null }) =>
    database.mail.updateMany({
      where: { id: mailId, state: "queued" },
      data: {
        state: data.state,
        serverResponse: data.serverResponse && withoutAddresses(data.serverResponse, mail.messageId),
        settledAt: at,
        attempts: { increment: 1 },
      },
    });
  const envelope = await openMail(database, mail);
  if (envelope === null) {
    await settle({ state: "failed", serverResponse: "not sent: the recipient's data was erased" });
    return;
  }
  const attachments = mail.attachmentId === null ? [] : [await readAttachment(mail.attachmentId)];
  try {
    const handover = await transport({ ...envelope, from, messageId: mail.messageId, attachments });
    await settle({ state: handover.state, serverResponse: handover.state === "sent" ? handover.response : null });
  } catch (error) {
    if (error instanceof MailRefused || mail.attempts + 1 >= mostAttempts) {
      await settle({
        state: "failed",
        serverResponse: error instanceof MailRefused ? error.message : "no answer after many tries",
      });
      log("warning", "mail.failed", { mailId, ...errorFields(error) });
      return;
    }
    await database.mail.update({ where: { id: mailId }, data: { attempts: { increment: 1 } } });
    throw error;
  }
}

/** Servers quote the recipient, and their answer is kept in clear for all staff: every address but the Message-ID goes. */
export function withoutAddresses(response: string, messageId: string): string {
  return response.replace(/<?[^\s<>"'()]+@[^\s<>"'()]+>?/gu, (found) => (found === messageId ? found : "[address]"));
}
