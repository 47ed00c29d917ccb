/** What staff do with a report. Every change and its place in the audit chain commit together; the reporter is told by mail. */
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import type { AuditDetails } from "@/server/audit/events";
import { recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import type { Message } from "@/server/mail/message";
import { queueMail } from "@/server/mail/outbox";
import type { Database, Transaction } from "@/server/platform/database";
import type { VulnerabilityReport } from "@/server/platform/generated/prisma/client";
import { addMessage } from "@/server/vulnerabilities/commands";
import { statusAddress } from "@/server/vulnerabilities/correspondence";
import { isClosed, mayFollow, type ReportState, transitions } from "@/server/vulnerabilities/lifecycle";
import { stateMessage, toldMessage } from "@/server/vulnerabilities/messages";
import { openReport, type ReportDetails, sealReport } from "@/server/vulnerabilities/sealed-report";
import { type Words, wordsIn } from "@/server/words/words";

/** Whose reports these are. */
export interface Desk {
  /** The pack's name. */
  readonly pack: string;
  readonly publisherName: string;
}

interface Opened {
  readonly row: VulnerabilityReport;
  readonly details: ReportDetails;
}

export async function moveReport(
  database: Database,
  desk: Desk,
  viewer: Viewer,
  { reportId, state }: { readonly reportId: string; readonly state: ReportState },
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const from = Object.keys(transitions).filter((each): each is ReportState => each in transitions);
    const { count } = await transaction.vulnerabilityReport.updateMany({
      where: { id: reportId, publisher: desk.pack, state: { in: from.filter((each) => mayFollow(each, state)) } },
      data: { state, closedAt: isClosed(state) ? at : null },
    });
    if (count === 0) throw new Refusal((words) => words("desk.vulnerabilities.refused.moved"), "state");
    const { row, details } = await find(transaction, desk, reportId);
    await record(transaction, "vulnerability.changed", viewer, row, { state });
    await write(transaction, row, details, (words) =>
      stateMessage(words, desk.publisherName, state, statusAddress(details.locale)),
    );
  });
}

export async function tellReporter(
  database: Database,
  desk: Desk,
  viewer: Viewer,
  { reportId, text }: { readonly reportId: string; readonly text: string },
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { row, details } = await find(transaction, desk, reportId);
    await addMessage(transaction, row, viewer.personId, text);
    await record(transaction, "vulnerability.told", viewer, row, { mailed: details.email !== "" });
    await write(transaction, row, details, (words) =>
      toldMessage(words, desk.publisherName, text, statusAddress(details.locale)),
    );
  });
}

export async function noteReport(
  database: Database,
  desk: Desk,
  viewer: Viewer,
  { reportId, note }: { readonly reportId: string; readonly note: string },
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { row, details } = await find(transaction, desk, reportId);
    const sealed = await sealReport(transaction, row, { ...details, note });
    await transaction.vulnerabilityReport.update({ where: { id: row.id }, data: { sealed } });
    await record(transaction, "vulnerability.noted", viewer, row);
  });
}

/** Publishes the name that the reporter wants to be thanked by. */
export async function thankReporter(
  database: Database,
  desk: Desk,
  viewer: Viewer,
  reportId: string,
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { row, details } = await find(transaction, desk, reportId);
    const accepted = row.state === "accepted" || row.state === "resolved";
    if (!accepted || details.creditName === "" || row.creditedAt !== null)
      throw new Refusal((words) => words("desk.vulnerabilities.refused.cannotThank"));
    const data = { creditedAs: details.creditName, creditedAt: at };
    await transaction.vulnerabilityReport.update({ where: { id: reportId }, data });
    await recordEvent(transaction, { kind: "vulnerability.thanked", actorId: viewer.personId, subjectId: reportId });
  });
}

/** At any time, even when all else that the report said is erased; the name is then in clear nowhere. */
export async function unthankReporter(database: Database, desk: Desk, viewer: Viewer, reportId: string): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.vulnerabilityReport.updateMany({
      where: { id: reportId, publisher: desk.pack, creditedAt: { not: null } },
      data: { creditedAs: null, creditedAt: null },
    });
    if (count === 0) throw new Refusal((words) => words("desk.vulnerabilities.refused.notThanked"));
    await recordEvent(transaction, { kind: "vulnerability.unthanked", actorId: viewer.personId, subjectId: reportId });
  });
}

/** The row stays as it is until the transaction ends. */
async function find(transaction: Transaction, { pack }: Desk, id: string): Promise<Opened> {
  await transaction.$queryRaw`SELECT id::text FROM "VulnerabilityReport" WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await transaction.vulnerabilityReport.findFirst({ where: { id, publisher: pack } });
  const details = row && (await openReport(transaction, row));
  if (row === null || details === null) throw new Refusal((words) => words("desk.vulnerabilities.refused.erased"));
  return { row, details };
}

async function record(
  transaction: Transaction,
  kind: AuditKind,
  viewer: Viewer,
  { id, dataKeyId }: VulnerabilityReport,
  details: AuditDetails = {},
): Promise<void> {
  await recordEvent(transaction, { kind, actorId: viewer.personId, subjectId: id, dataKeyId, details });
}

async function write(
  transaction: Transaction,
  { dataKeyId }: VulnerabilityReport,
  { email, locale }: ReportDetails,
  message: (words: Words) => Message,
): Promise<void> {
  if (email !== "") await queueMail(transaction, { to: email, dataKeyId, message: message(wordsIn(locale)) });
}
