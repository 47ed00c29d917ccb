import { recordEvent } from "@/server/audit/events";
import { eraseDataKey } from "@/server/keys/data-keys";
import type { Database } from "@/server/platform/database";
import { storage } from "@/server/storage/stored-files";

/**
 * What closed reports say is erased with their keys, attachments and all; that there was a report, its state and its dates
 * stay, and so does a public thanks, which the reporter agreed to.
 */
export async function forgetClosedReports(
  database: Database,
  { closedBefore, at }: { readonly closedBefore: Date; readonly at: Date },
): Promise<void> {
  const rows = await database.vulnerabilityReport.findMany({
    where: { dataKey: { erasedAt: null }, closedAt: { lt: closedBefore } },
    select: {
      ...{ id: true, dataKeyId: true, creditedAt: true },
      attachments: { select: { file: { select: { storageKey: true } } } },
    },
    take: 500,
  });
  for (const { id, dataKeyId, creditedAt, attachments } of rows) {
    // Files first: where the rest fails they are gone already, and the next night does the rest.
    for (const { file } of attachments) await storage().remove(file.storageKey);
    await database.$transaction(async (transaction) => {
      await transaction.vulnerabilityAttachment.deleteMany({ where: { reportId: id } });
      if (creditedAt === null)
        await transaction.vulnerabilityReport.update({ where: { id }, data: { creditedAs: null } });
      await eraseDataKey(transaction, dataKeyId, at);
      await recordEvent(transaction, { kind: "vulnerability.erased", actorId: null, subjectId: id });
    });
  }
}
