import type { Database } from "@/server/platform/database";

interface Ends {
  /** The pack's `webhookLogDays` before now. */
  readonly loggedBefore: Date;
  readonly at: Date;
}

/** Old lines of the delivery log, what waited too long for its endpoint, and secrets that sign no more. */
export async function forgetOldWebhooks(database: Database, { loggedBefore, at }: Ends): Promise<void> {
  await database.webhookDelivery.deleteMany({ where: { createdAt: { lt: loggedBefore } } });
  await database.webhookEndpoint.updateMany({
    where: { earlierSecretUntil: { lt: at } },
    data: { sealedEarlierSecret: null, earlierSecretUntil: null },
  });
}
