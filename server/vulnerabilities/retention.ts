import { recordEvent } from "@/server/audit/events";
import { eraseDataKey } from "@/server/keys/data-keys";
import type { Database, Transaction } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";
import { forgetFile } from "@/server/storage/stored-files";

/**
 * What closed reports say is erased with their keys, and their attachments with their rows, which hold the files' keys.
 * That there was a report, its state and its dates stay, and so does a public thanks, which the reporter agreed to.
 * @param publisher the pack's name
 */
export async function forgetClosedReports(
  database: Database,
  publisher: string,
  { closedBefore, at }: { readonly closedBefore: Date; readonly at: Date },
): Promise<void> {
  const old = { publisher, dataKey: { erasedAt: null }, closedAt: { lt: closedBefore } };
  const rows = await database.vulnerabilityReport.findMany({ where: old, select: { id: true }, take: 500 });
  for (const { id } of rows)
    await database.$transaction(async (transaction) => {
      // Staff who take it up again at this moment come before or after, never between.
      await transaction.$queryRaw`SELECT id::text FROM "VulnerabilityReport" WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await transaction.vulnerabilityReport.findFirst({
        where: { id, ...old },
        include: { attachments: { include: { file: true } } },
      });
      if (row !== null) await forget(transaction, row, at);
    });
}

type WithFiles = Prisma.VulnerabilityReportGetPayload<{ include: { attachments: { include: { file: true } } } }>;

async function forget(transaction: Transaction, { id, dataKeyId, attachments }: WithFiles, at: Date): Promise<void> {
  await transaction.vulnerabilityAttachment.deleteMany({ where: { reportId: id } });
  for (const { file } of attachments) await forgetFile(transaction, file);
  await eraseDataKey(transaction, dataKeyId, at);
  await recordEvent(transaction, { kind: "vulnerability.erased", actorId: null, subjectId: id });
}
