import { recordEvent } from "@/server/audit/events";
import { eraseDataKey } from "@/server/keys/data-keys";
import type { Database } from "@/server/platform/database";

/** Whoever did not confirm in time is forgotten: the address may be somebody else's. */
export async function forgetUnconfirmedSubscriptions(database: Database, at: Date): Promise<void> {
  while ((await forgetSome(database, at)) > 0);
}

/** @returns how many went */
function forgetSome(database: Database, at: Date): Promise<number> {
  return database.$transaction(async (transaction) => {
    // Locked, so that whoever confirms at this moment comes before or after, never between.
    const rows = await transaction.$queryRaw<{ dataKeyId: string }[]>`
      DELETE FROM "Subscription" WHERE id IN (
        SELECT id FROM "Subscription" WHERE "confirmedAt" IS NULL AND "expiresAt" <= ${at} LIMIT 500 FOR UPDATE SKIP LOCKED)
      RETURNING "dataKeyId"::text`;
    for (const { dataKeyId } of rows) await eraseDataKey(transaction, dataKeyId, at);
    if (rows.length > 0)
      await recordEvent(transaction, { kind: "subscription.expired", actorId: null, details: { count: rows.length } });
    return rows.length;
  });
}
