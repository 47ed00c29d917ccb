import type { Database } from "@/server/platform/database";

/** Messages that were settled long ago. Evidence of notices is kept elsewhere. */
export async function forgetOldMail(database: Database, before: Date): Promise<void> {
  await database.mail.deleteMany({ where: { state: { not: "queued" }, settledAt: { lt: before } } });
}
