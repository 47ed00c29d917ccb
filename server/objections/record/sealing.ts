/** Seals the record of an unresolved objection and mails it to both sides. Runs as a job, and may run again: one record comes of it. */
import { accountKey } from "@/server/agreements/sealed-evidence";
import { chainEvent, recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { keyService } from "@/server/keys/keys";
import { findObjection } from "@/server/objections/find-objection";
import { type OutcomeFacts, outcomePdf } from "@/server/objections/record/outcome-pdf";
import { toAccount, toStaff } from "@/server/objections/tell";
import { readObjection } from "@/server/objections/view";
import { type Database, isDuplicate } from "@/server/platform/database";
import { sealPdf } from "@/server/seal/pades";
import type { TimestampAuthority } from "@/server/seal/timestamp-authority";
import { discardFile, type KeptFile, keepFile, onePiece, recordFile } from "@/server/storage/stored-files";

const mostRecordBytes = 20 * 1024 * 1024;

/** How a stored record is told from other files by its context. */
export const recordOwner = "objection-record";

/** @throws when the time-stamp authority does not answer: the job is tried again, and the seal is never downgraded */
export async function sealOutcome(
  database: Database,
  pack: Pack,
  timestampAuthority: TimestampAuthority | undefined,
  objectionId: string,
  at: Date,
): Promise<void> {
  const facts = await collectFacts(database, pack, objectionId);
  if (facts === null) return;
  const sealed = await sealPdf(await outcomePdf(facts), {
    sealer: await (await keyService()).sealer(),
    name: facts.publisherName,
    reason: `Record of unresolved objection ${facts.objection.reference}`,
    sealedAt: at,
    ...(timestampAuthority === undefined ? {} : { timestampAuthority }),
  });
  const file = await keepFile(onePiece(sealed), `${recordOwner}/${objectionId}`, "application/pdf", mostRecordBytes);
  try {
    await keepRecord(database, pack, objectionId, file, timestampAuthority === undefined ? "PAdES B-B" : "PAdES B-T");
  } catch (error) {
    await discardFile(file);
    if (!isDuplicate(error)) throw error;
  }
}

async function keepRecord(
  database: Database,
  pack: Pack,
  objectionId: string,
  file: KeptFile,
  level: string,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    await recordFile(transaction, file);
    await transaction.objectionRecord.create({ data: { objectionId, fileId: file.id, level } });
    const { row, teller } = await findObjection(transaction, pack, { id: objectionId });
    await recordEvent(transaction, {
      ...{ kind: "objection.record-sealed", actorId: null, accountId: row.accountId, subjectId: objectionId },
      dataKeyId: await accountKey(transaction, row.accountId),
      details: { reference: row.reference, sha256: Buffer.from(file.sha256).toString("hex") },
    });
    await toAccount(transaction, teller, { told: "unresolved", attachmentId: file.id });
    await toStaff(transaction, teller, { told: "unresolvedForStaff", attachmentId: file.id });
  });
}

/** Null where the record is made already, or the account's data was erased. */
async function collectFacts(database: Database, pack: Pack, id: string): Promise<OutcomeFacts | null> {
  const objection = await readObjection({ id, state: "unresolved", change: { publisher: pack.name } });
  if (objection === null || objection.recorded || objection.content === null || objection.closedAt === null)
    return null;
  const closing = await database.auditEvent.findFirstOrThrow({
    where: { subjectId: id, kind: "objection.unresolved" },
    select: { id: true },
  });
  const chainPosition = await chainEvent(database, closing.id);
  const { leafHash } = await database.auditEvent.findUniqueOrThrow({
    where: { id: closing.id },
    select: { leafHash: true },
  });
  const { names, accent, governingLaw, unresolvedObjection } = pack.publisher;
  return {
    ...{ objection, accent, governingLaw, chainPosition, closedAt: objection.closedAt },
    publisherName: names.legal,
    outcome: unresolvedObjection,
    leafHash: Buffer.from(leafHash ?? []).toString("hex"),
  };
}
