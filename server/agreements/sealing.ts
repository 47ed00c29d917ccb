/** Makes the sealed record of a signature and mails it to both sides. Runs as a job, and may run again: one record comes of it. */

import { openPerson } from "@/server/accounts/people";
import { recordMessage } from "@/server/agreements/messages";
import { type RecordFacts, signedRecordPdf } from "@/server/agreements/record-pdf";
import { accountKey, openEvidence } from "@/server/agreements/sealed-evidence";
import { chainEvent, recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { keyService } from "@/server/keys/keys";
import { queueMail } from "@/server/mail/outbox";
import { type Database, isDuplicate } from "@/server/platform/database";
import { sealPdf } from "@/server/seal/pades";
import type { TimestampAuthority } from "@/server/seal/timestamp-authority";
import { discardFile, keepFile, onePiece, recordFile } from "@/server/storage/stored-files";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

const mostRecordBytes = 20 * 1024 * 1024;

/** @param locale of the signatory's mail; the publisher's own is English @throws when the time-stamp authority does not answer: the job is tried again, and the seal is never downgraded */
export async function sealSignature(
  database: Database,
  pack: Pack,
  timestampAuthority: TimestampAuthority | undefined,
  signatureId: string,
  at: Date,
  locale: Locale = "en",
): Promise<void> {
  const facts = await readFacts(database, pack, signatureId);
  if (facts === null) return;
  const sealed = await sealPdf(await signedRecordPdf(facts), {
    sealer: await (await keyService()).sealer(),
    name: facts.publisherName,
    reason: `Record of signature ${signatureId}`,
    sealedAt: at,
    ...(timestampAuthority === undefined ? {} : { timestampAuthority }),
  });
  const file = await keepFile(onePiece(sealed), `signature/${signatureId}`, "application/pdf", mostRecordBytes);
  try {
    await database.$transaction(async (transaction) => {
      await recordFile(transaction, file);
      await transaction.signatureRecord.create({
        data: { signatureId, fileId: file.id, level: timestampAuthority === undefined ? "PAdES B-B" : "PAdES B-T" },
      });
      const signature = await transaction.signature.findUniqueOrThrow({
        where: { id: signatureId },
        include: { membership: { include: { person: true } } },
      });
      await recordEvent(transaction, {
        kind: "agreement.sealed",
        actorId: null,
        accountId: signature.accountId,
        subjectId: signatureId,
        dataKeyId: await accountKey(transaction, signature.accountId),
        details: { sha256: Buffer.from(file.sha256).toString("hex") },
      });
      const messageIn = (language: Locale) =>
        recordMessage(wordsIn(language), pack.publisher.names.short, facts.evidence.registeredName, facts.version);
      const signatory = await openPerson(transaction, signature.membership.person);
      await queueMail(transaction, {
        to: signatory.email,
        dataKeyId: signatory.dataKeyId,
        message: messageIn(locale),
        attachmentId: file.id,
      });
      for (const row of await transaction.person.findMany({ where: { staffRoles: { has: "trust_manager" } } })) {
        const manager = await openPerson(transaction, row);
        await queueMail(transaction, {
          to: manager.email,
          dataKeyId: manager.dataKeyId,
          message: messageIn("en"),
          attachmentId: file.id,
        });
      }
    });
  } catch (error) {
    await discardFile(file);
    if (!isDuplicate(error)) throw error;
  }
}

/** Null where the record is made already or the account's data was erased. */
async function readFacts(database: Database, pack: Pack, signatureId: string): Promise<RecordFacts | null> {
  const signature = await database.signature.findUniqueOrThrow({
    where: { id: signatureId },
    include: { agreementVersion: true, record: { select: { fileId: true } } },
  });
  const evidence = await openEvidence(database, signature);
  if (signature.record !== null || evidence === null) return null;
  const chainPosition = await chainEvent(database, signature.auditEventId);
  const event = await database.auditEvent.findUniqueOrThrow({
    where: { id: signature.auditEventId },
    select: { leafHash: true },
  });
  const { names, signingOfficer, governingLaw, accent } = pack.publisher;
  return {
    ...{ signatureId, signingOfficer, governingLaw, accent, evidence, chainPosition },
    publisherName: names.legal,
    version: signature.agreementVersion.version,
    specimen: signature.agreementVersion.specimen,
    textSha256: Buffer.from(signature.textSha256).toString("hex"),
    signedAt: signature.signedAt,
    authenticatedAt: signature.authenticatedAt,
    leafHash: Buffer.from(event.leafHash ?? []).toString("hex"),
    supersedesId: signature.supersedesId,
  };
}
