/** The outbox as staff see it. Only the demo on this machine shows what a message says; elsewhere addresses are masked and texts are not opened. */
import { openMail } from "@/server/mail/outbox";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import type { MailState } from "@/server/platform/generated/prisma/enums";

export interface MailView {
  readonly id: string;
  readonly kind: string;
  readonly state: MailState;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly attempts: number;
  readonly serverResponse: string | null;
  /** Null outside the demo. */
  readonly content: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly attachment: boolean;
  } | null;
}

/** Whether this is the demo on its own machine, where nothing is sent and nobody's real mail is kept. */
export async function mailIsOpen(): Promise<boolean> {
  const { demo, loopback, smtpUrl } = settings();
  if (demo === false || !loopback || smtpUrl !== undefined) return false;
  // Where DEMO is unset, the first start decided it, and the database remembers.
  return (await database().deployment.findUnique({ where: { id: 1 } }))?.demo ?? false;
}

/** @param open as mailIsOpen() says */
export async function listMail(open: boolean, before?: string): Promise<MailView[]> {
  const rows = await database().mail.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
  });
  return Promise.all(
    rows.map(async (row) => {
      const { id, kind, state, createdAt, settledAt, attempts, serverResponse } = row;
      const envelope = open && row.state !== "sent" ? await openMail(database(), row) : null;
      return {
        ...{ id, kind, state, createdAt, settledAt, attempts, serverResponse },
        content: envelope && { ...envelope, attachment: row.attachmentId !== null },
      };
    }),
  );
}
