/** What a reporter does: report, and add to a report. The same submission twice is one report with one reference. */
import { countAttempt, type Limit, networkOf } from "@/server/accounts/rate-limit";
import { recordEvent } from "@/server/audit/events";
import { newDataKey } from "@/server/keys/data-keys";
import { days, hours } from "@/server/platform/clock";
import { bytes, type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { addFiles, keepFiles, type PostedFile } from "@/server/vulnerabilities/attachments";
import { acknowledge, type Recipient, tellStaff } from "@/server/vulnerabilities/correspondence";
import { referenceIndex, referenceOf } from "@/server/vulnerabilities/reference";
import type { ReportInput } from "@/server/vulnerabilities/schema";
import { openReport, openText, type ReportKey, sealReport, sealText } from "@/server/vulnerabilities/sealed-report";
import type { Locale } from "@/server/words/locale";

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
    return { reference, repeated: true, unused: await addFiles(database, to, index, submission.attachments) };
  }
}

/**
 * Everything that was typed, and the form it was typed in. Files are not part of it: a browser that sends the form again
 * may send them empty, and whoever goes back to add one means the same report.
 */
function fingerprintOf({ pack }: Recipient, { token, input }: Submission): string {
  return JSON.stringify([pack, token, Object.entries(input).sort()]);
}

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
      sealed: await sealReport(transaction, key, {
        ...{ ...said, reference, locale, note: "" },
        creditName: thanks ? creditName : "",
      }),
    },
  });
  await keepFiles(transaction, key, attachments, 0);
  await recordEvent(transaction, {
    ...{ kind: "vulnerability.reported", actorId: null, subjectId: id, dataKeyId: key.dataKeyId },
    details: { attachments: attachments.length, anonymous: input.email === "" },
  });
  return key;
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
