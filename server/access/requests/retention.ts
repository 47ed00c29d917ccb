import { recordEvent } from "@/server/audit/events";
import { eraseDataKey } from "@/server/keys/data-keys";
import type { Database } from "@/server/platform/database";

export interface RequestRetention {
  readonly unconfirmedBefore: Date;
  readonly declinedBefore: Date;
  readonly at: Date;
}

/** What old requests say of a person is erased with their keys; that there was a request, and its outcome, stays. */
export async function forgetOldRequests(
  database: Database,
  { unconfirmedBefore, declinedBefore, at }: RequestRetention,
): Promise<void> {
  const rows = await database.accessRequest.findMany({
    where: {
      dataKey: { erasedAt: null },
      OR: [
        { state: "unconfirmed", createdAt: { lt: unconfirmedBefore } },
        { state: "declined", decidedAt: { lt: declinedBefore } },
      ],
    },
    select: { id: true, dataKeyId: true, state: true },
    take: 1000,
  });
  for (const row of rows)
    await database.$transaction(async (transaction) => {
      if (row.state === "unconfirmed")
        await transaction.accessRequest.update({ where: { id: row.id }, data: { state: "declined", decidedAt: at } });
      await eraseDataKey(transaction, row.dataKeyId, at);
      await recordEvent(transaction, { kind: "access.erased", actorId: null, subjectId: row.id });
    });
}
