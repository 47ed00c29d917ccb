/** The files of a report: each once, no more than the form allows, and gone with it. */
import { recordEvent } from "@/server/audit/events";
import type { Database, Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { type KeptFile, recordFile } from "@/server/storage/stored-files";
import { type Recipient, tellStaff } from "@/server/vulnerabilities/correspondence";
import { isClosed } from "@/server/vulnerabilities/lifecycle";
import { reportLimits } from "@/server/vulnerabilities/schema";
import { type ReportKey, sealText } from "@/server/vulnerabilities/sealed-report";

export interface PostedFile {
  /** Without its row. */
  readonly file: KeptFile;
  readonly name: string;
}

/** Files that came with a report sent again. @param index the report's @returns those that were not added */
export async function addFiles(
  database: Database,
  to: Recipient,
  index: Uint8Array<ArrayBuffer>,
  files: readonly PostedFile[],
): Promise<readonly PostedFile[]> {
  if (files.length === 0) return [];
  return database.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id::text FROM "VulnerabilityReport" WHERE "referenceIndex" = ${index} FOR UPDATE`;
    const { attachments, ...report } = await transaction.vulnerabilityReport.findUniqueOrThrow({
      where: { referenceIndex: index },
      include: { attachments: { select: { file: { select: { sha256: true } } } } },
    });
    const known = new Set(attachments.map(({ file }) => hex(file.sha256)));
    const added = files
      .filter(({ file }) => file.bytes > 0n && !known.has(hex(file.sha256)))
      .slice(0, reportLimits.files - attachments.length);
    if (added.length === 0 || isClosed(report.state)) return files;
    await keepFiles(transaction, report, added, attachments.length);
    await recordEvent(transaction, {
      ...{ kind: "vulnerability.added", actorId: null, subjectId: report.id, dataKeyId: report.dataKeyId },
      details: { attachments: added.length },
    });
    await tellStaff(transaction, to, "added", report.id);
    return files.filter((file) => !added.includes(file));
  });
}

const hex = (digest: Uint8Array) => Buffer.from(digest).toString("hex");

/** @param first the position of the first of them */
export async function keepFiles(
  transaction: Transaction,
  key: ReportKey,
  files: readonly PostedFile[],
  first: number,
): Promise<void> {
  for (const [index, { file, name }] of files.entries()) {
    const id = newId();
    await recordFile(transaction, file);
    await transaction.vulnerabilityAttachment.create({
      data: {
        ...{ id, reportId: key.id, position: first + index, fileId: file.id },
        sealed: await sealText(transaction, key, id, name),
      },
    });
  }
}
