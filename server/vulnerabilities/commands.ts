/** What a reporter does: report, and add to a report. The same submission twice is one report with one reference. */
import { openPerson } from "@/server/accounts/people";
import { countAttempt, type Limit, networkOf } from "@/server/accounts/rate-limit";
import { recordEvent } from "@/server/audit/events";
import { newDataKey, publisherKey } from "@/server/keys/data-keys";
import { queueMail } from "@/server/mail/outbox";
import { days, hours } from "@/server/platform/clock";
import { bytes, type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { type KeptFile, recordFile } from "@/server/storage/stored-files";
import { isClosed } from "@/server/vulnerabilities/lifecycle";
import { receivedMessage, staffMessage } from "@/server/vulnerabilities/messages";
import { referenceIndex, referenceOf } from "@/server/vulnerabilities/reference";
import { type ReportInput, reportLimits } from "@/server/vulnerabilities/schema";
import { openReport, openText, type ReportKey, sealReport, sealText } from "@/server/vulnerabilities/sealed-report";
import { reportPath } from "@/server/vulnerabilities/security-text";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

/** Whom the report is for. */
export interface Recipient {
  /** The pack's name. */
  readonly pack: string;
  readonly publisherName: string;
  /** Null: the staff who handle reports are written to. */
  readonly securityContact: string | null;
}

export interface PostedFile {
  /** Without its row. */
  readonly file: KeptFile;
  readonly name: string;
}

export interface Submission {
  /** Made before its files, whose encryption is bound to it. */
  readonly reportId: string;
  readonly input: ReportInput;
  /** The form's, as it was sent. */
  readonly token: string;
  readonly attachments: readonly PostedFile[];
  readonly locale: Locale;
}

export interface Receipt {
  readonly reference: string;
  /** The same had come before. */
  readonly repeated: boolean;
  /** Files that are there already or too many: the caller's to discard. */
  readonly unused: readonly PostedFile[];
}

const perNetwork: Limit = { name: "vulnerability/network", most: 20, window: hours };
const perLookup: Limit = { name: "vulnerability/status", most: 60, window: hours };
const perAddress: Limit = { name: "vulnerability/address", most: 5, window: days };

/** @returns null, or the moment from which on another report is taken */
export const countReport = (database: Database, clientAddress: string, at: Date): Promise<Date | null> =>
  countAttempt(database, perNetwork, networkOf(clientAddress), at);

/** @returns null, or the moment from which on another reference is looked up */
export const countLookup = (database: Database, clientAddress: string, at: Date): Promise<Date | null> =>
  countAttempt(database, perLookup, networkOf(clientAddress), at);

export async function receiveReport(
  database: Database,
  to: Recipient,
  submission: Submission,
  at: Date,
): Promise<Receipt> {
  const reference = await referenceOf(fingerprintOf(to, submission));
  const index = bytes(await referenceIndex(reference));
  const { email } = submission.input;
  // An address that is written to too often is somebody's whom another wants to annoy: the report counts, the mail does not.
  const writes = email !== "" && (await countAttempt(database, perAddress, email, at)) === null;
  try {
    await database.$transaction(async (transaction) => {
      const key = await keepReport(transaction, to, submission, reference, index);
      if (writes) await acknowledge(transaction, to, submission, key, reference);
      await tellStaff(transaction, to, "reported", submission.reportId);
    });
    return { reference, repeated: false, unused: [] };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return { reference, repeated: true, unused: await addFiles(database, index, submission.attachments) };
  }
}

/**
 * Everything that was typed, and the form it was typed in. Files are not part of it: a browser that sends the form again
 * may send them empty, and whoever goes back to add one means the same report.
 */
function fingerprintOf({ pack }: Recipient, { token, input }: Submission): string {
  return JSON.stringify([pack, token, Object.entries(input).sort()]);
}

/** @returns those that were not added */
async function addFiles(
  database: Database,
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
    return files.filter((file) => !added.includes(file));
  });
}

const hex = (digest: Uint8Array) => Buffer.from(digest).toString("hex");

async function keepReport(
  transaction: Transaction,
  { pack }: Recipient,
  { reportId: id, input, attachments, locale }: Submission,
  reference: string,
  index: Uint8Array<ArrayBuffer>,
): Promise<ReportKey> {
  const key = { id, dataKeyId: await newDataKey(transaction, "vulnerability-report") };
  const { thanks, creditName, ...said } = input;
  await transaction.vulnerabilityReport.create({
    data: {
      ...key,
      publisher: pack,
      referenceIndex: index,
      sealed: await sealReport(transaction, key, { ...said, reference, locale, note: "" }),
      creditedAs: thanks ? creditName : null,
    },
  });
  await keepFiles(transaction, key, attachments, 0);
  await recordEvent(transaction, {
    ...{ kind: "vulnerability.reported", actorId: null, subjectId: id, dataKeyId: key.dataKeyId },
    details: { attachments: attachments.length, anonymous: input.email === "" },
  });
  return key;
}

/** @param first the position of the first of them */
async function keepFiles(
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

async function acknowledge(
  transaction: Transaction,
  { publisherName }: Recipient,
  { input, locale }: Submission,
  { dataKeyId }: ReportKey,
  reference: string,
): Promise<void> {
  const message = receivedMessage(wordsIn(locale), publisherName, reference, statusAddress(locale));
  await queueMail(transaction, { to: input.email, dataKeyId, message });
}

/** Where a report is followed; the reference is typed there and stands in no address. */
export const statusAddress = (locale: Locale): string =>
  new URL(localHref(locale, `${reportPath}/status`), settings().publicUrl).href;

async function tellStaff(
  transaction: Transaction,
  { securityContact, publisherName }: Recipient,
  kind: "reported" | "added",
  reportId: string,
): Promise<void> {
  const message = staffMessage(
    publisherName,
    kind,
    new URL(`/desk/vulnerabilities/${reportId}`, settings().publicUrl).href,
  );
  if (securityContact !== null)
    return queueMail(transaction, { to: securityContact, dataKeyId: await publisherKey(transaction), message });
  for (const row of await transaction.person.findMany({ where: { staffRoles: { has: "security" } } })) {
    const person = await openPerson(transaction, row);
    await queueMail(transaction, { to: person.email, dataKeyId: person.dataKeyId, message });
  }
}

/** @returns false where no report has this reference, or what it says was erased */
export async function addToReport(
  database: Database,
  to: Recipient,
  { reference, text }: { readonly reference: string; readonly text: string },
): Promise<boolean> {
  const index = bytes(await referenceIndex(reference));
  return database.$transaction(async (transaction) => {
    // Two browsers that send the same at once are told apart by their turn.
    await transaction.$queryRaw`SELECT id::text FROM "VulnerabilityReport" WHERE "referenceIndex" = ${index} FOR UPDATE`;
    const row = await transaction.vulnerabilityReport.findFirst({
      where: { referenceIndex: index, publisher: to.pack },
    });
    if (row === null || (await openReport(transaction, row)) === null) return false;
    const last = await transaction.vulnerabilityMessage.findFirst({
      where: { reportId: row.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    // The same words again right after are the form sent twice.
    if (last?.staffId === null && (await openText(transaction, row, last)) === text) return true;
    await addMessage(transaction, row, null, text);
    await recordEvent(transaction, {
      ...{ kind: "vulnerability.added", actorId: null, subjectId: row.id, dataKeyId: row.dataKeyId },
    });
    await tellStaff(transaction, to, "added", row.id);
    return true;
  });
}

/** @param staffId null: by the reporter */
export async function addMessage(
  transaction: Transaction,
  report: ReportKey,
  staffId: string | null,
  text: string,
): Promise<void> {
  const id = newId();
  await transaction.vulnerabilityMessage.create({
    data: { id, reportId: report.id, staffId, sealed: await sealText(transaction, report, id, text) },
  });
}
