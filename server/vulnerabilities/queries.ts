/** Reports as the reporter, the desk and everybody see them. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { recordEvent } from "@/server/audit/events";
import { bytes, database } from "@/server/platform/database";
import type { StoredFile, VulnerabilityReport } from "@/server/platform/generated/prisma/client";
import type { ReportState } from "@/server/vulnerabilities/lifecycle";
import { referenceIndex } from "@/server/vulnerabilities/reference";
import { openReport, openText, type ReportDetails, type ReportKey } from "@/server/vulnerabilities/sealed-report";

export interface ReportMessage {
  readonly id: string;
  readonly from: "staff" | "reporter";
  readonly at: Date;
  /** Null where it was erased. */
  readonly text: string | null;
}

/** What somebody who holds the reference sees. */
export interface FollowedReport {
  readonly reference: string;
  readonly state: ReportState;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  /** Null where it was erased. */
  readonly summary: string | null;
  readonly messages: readonly ReportMessage[];
}

/** @param reference as `readReference` gave it @returns null where no report has it */
export async function followReport(pack: string, reference: string): Promise<FollowedReport | null> {
  const row = await database().vulnerabilityReport.findFirst({
    where: { referenceIndex: bytes(await referenceIndex(reference)), publisher: pack },
  });
  if (row === null) return null;
  const { state, createdAt, closedAt } = row;
  const summary = (await openReport(database(), row))?.summary ?? null;
  return { reference, state, createdAt, closedAt, summary, messages: await messagesOf(row) };
}

/** More than anybody writes by hand; of more, the newest are shown. */
const mostMessages = 500;

/** Oldest first. */
async function messagesOf(report: ReportKey): Promise<ReportMessage[]> {
  const rows = await database().vulnerabilityMessage.findMany({
    where: { reportId: report.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostMessages,
  });
  return Promise.all(
    rows.reverse().map(async (row) => ({
      ...{ id: row.id, at: row.createdAt, from: row.staffId === null ? ("reporter" as const) : ("staff" as const) },
      text: await openText(database(), report, row),
    })),
  );
}

export interface ReportSummary {
  readonly id: string;
  readonly state: ReportState;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  /** Null where it was erased. */
  readonly details: ReportDetails | null;
}

const pageSize = 50;

/** Newest first. @param before the last row's id of the page before */
export async function listReports(
  viewer: Viewer,
  pack: string,
  state: ReportState,
  before?: string,
): Promise<ReportSummary[]> {
  if (!may(viewer, "vulnerability:handle")) return [];
  const rows = await database().vulnerabilityReport.findMany({
    where: { publisher: pack, state },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: pageSize,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
  });
  return Promise.all(rows.map(summaryOf));
}

async function summaryOf(row: VulnerabilityReport): Promise<ReportSummary> {
  const { id, state, createdAt, closedAt } = row;
  return { id, state, createdAt, closedAt, details: await openReport(database(), row) };
}

/** Reports that nobody has looked at yet, for whoever handles them. */
export async function countReceived(viewer: Viewer, pack: string): Promise<number> {
  if (!may(viewer, "vulnerability:handle")) return 0;
  return database().vulnerabilityReport.count({ where: { publisher: pack, state: "received" } });
}

export interface ReportAttachment {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface ReportDetail extends ReportSummary {
  readonly messages: readonly ReportMessage[];
  readonly attachments: readonly ReportAttachment[];
  /** The name to thank; null where the reporter does not agree, or it was erased. */
  readonly creditedAs: string | null;
  readonly creditedAt: Date | null;
}

export async function readReport(viewer: Viewer, pack: string, id: string): Promise<ReportDetail | null> {
  if (!may(viewer, "vulnerability:handle")) return null;
  const row = await database().vulnerabilityReport.findFirst({
    where: { id, publisher: pack },
    include: { attachments: { include: { file: true }, orderBy: { position: "asc" } } },
  });
  if (row === null) return null;
  const attachments = await Promise.all(
    row.attachments.map(async ({ id: attachmentId, sealed, file }) => ({
      id: attachmentId,
      name: (await openText(database(), row, { id: attachmentId, sealed })) ?? "erased",
      bytes: Number(file.bytes),
      sha256: Buffer.from(file.sha256).toString("hex"),
    })),
  );
  const { creditedAt } = row;
  const summary = await summaryOf(row);
  const creditedAs = creditedAt === null ? summary.details?.creditName || null : row.creditedAs;
  return { ...summary, messages: await messagesOf(row), attachments, creditedAs, creditedAt };
}

/** @returns null where there is none for this viewer; that it was fetched stands in the audit chain */
export async function fetchAttachment(
  viewer: Viewer,
  pack: string,
  id: string,
): Promise<{ readonly file: StoredFile; readonly name: string } | null> {
  if (!may(viewer, "vulnerability:handle")) return null;
  const row = await database().vulnerabilityAttachment.findFirst({
    where: { id, report: { publisher: pack } },
    include: { file: true, report: true },
  });
  if (row === null) return null;
  const name = await openText(database(), row.report, row);
  if (name === null) return null;
  await database().$transaction((transaction) =>
    recordEvent(transaction, {
      ...{ kind: "vulnerability.attachment-read", actorId: viewer.personId, subjectId: row.reportId },
      dataKeyId: row.report.dataKeyId,
      details: { position: row.position + 1 },
    }),
  );
  return { file: row.file, name };
}

export interface Thanks {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
}

/** Reporters who agreed to be thanked, newest first. */
export async function listThanks(pack: string): Promise<Thanks[]> {
  const rows = await database().vulnerabilityReport.findMany({
    where: { publisher: pack, creditedAt: { not: null } },
    select: { id: true, creditedAs: true, creditedAt: true },
    orderBy: [{ creditedAt: "desc" }, { id: "asc" }],
    take: 2000,
  });
  return rows.flatMap(({ id, creditedAs, creditedAt }) =>
    creditedAs === null || creditedAt === null ? [] : [{ id, name: creditedAs, at: creditedAt }],
  );
}
