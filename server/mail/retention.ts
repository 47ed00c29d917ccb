import { recordEvent } from "@/server/audit/events";
import type { Database } from "@/server/platform/database";

/** Messages that were settled long ago. Evidence of notices is kept elsewhere. */
export async function forgetOldMail(database: Database, before: Date): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.mail.deleteMany({
      where: { state: { not: "queued" }, settledAt: { lt: before } },
    });
    if (count > 0) await recordEvent(transaction, { kind: "mail.erased", actorId: null, details: { count } });
  });
}
