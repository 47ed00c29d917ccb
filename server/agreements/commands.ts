/**
 * Signing: the filled text is shown and kept first, and a signature is made of exactly that text. One presentation gives
 * one signature however often it is posted; a later signature supersedes an earlier one and never overwrites it.
 */
import { z } from "zod";
import type { Caller } from "@/server/access/action";
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { isFresh, presentationLifetime } from "@/server/agreements/policy";
import type { PresentInput, SignInput } from "@/server/agreements/schema";
import { accountKey, openPresentation, sealEvidence, sealPresentation } from "@/server/agreements/sealed-evidence";
import { agreementStanding } from "@/server/agreements/standing";
import { wording } from "@/server/agreements/wording";
import { chainEvent, recordEvent } from "@/server/audit/events";
import { publisherValues, renderAgreement } from "@/server/content/agreement";
import type { Pack } from "@/server/content/pack";
import { addJob, defineJob } from "@/server/jobs/queue";
import { later } from "@/server/platform/clock";
import { bytes, type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { newId, sha256 } from "@/server/platform/ids";
import { type Locale, locales } from "@/server/words/locale";

export const sealSignatureJob = defineJob(
  "seal-signature",
  z.object({
    signatureId: z.uuid(),
    /** Of the page that was signed from: the signatory's mail is in it. */
    locale: z.enum(locales).default("en"),
  }),
);

/** From where it is signed, and in which language the record is mailed. */
export type SigningCaller = Pick<Caller, "clientAddress" | "userAgent"> & { readonly locale?: Locale };

/** The person has to prove the address again before signing. */
export class StaleAuthentication extends Error {
  override name = "StaleAuthentication";
}

/** Fills the text with the parties' details and keeps it. @returns the id of what is to be signed */
export async function presentAgreement(
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  input: PresentInput,
  at: Date,
): Promise<string> {
  return database.$transaction(async (transaction) => {
    const { current } = await agreementStanding(transaction, pack.name, viewer.contact, at);
    if (current === null) throw new Refusal((words) => words("agreements.refused.unpublished"));
    const earlier = await transaction.signature.findFirst({
      where: { accountId: viewer.contact.accountId, agreementVersionId: current.id, supersededBy: null },
      select: { id: true },
    });
    if (earlier !== null && !input.again) throw new Refusal((words) => words("agreements.refused.signedAlready"));
    const text = renderAgreement(current.template, {
      ...publisherValues(pack.publisher),
      "customer.registeredName": input.registeredName,
      "signatory.name": input.name,
      "signatory.title": input.title,
    });
    const row = { id: newId(), accountId: viewer.contact.accountId };
    const { name, title, registeredName } = input;
    await transaction.agreementPresentation.create({
      data: {
        ...row,
        membershipId: viewer.contact.membershipId,
        agreementVersionId: current.id,
        supersedesId: earlier?.id ?? null,
        textSha256: bytes(sha256(text)),
        sealed: await sealPresentation(transaction, row, { text, name, title, registeredName, email: viewer.email }),
      },
    });
    return row.id;
  });
}

/** @returns the signature's id; the same one when the same presentation is posted again */
export async function signAgreement(
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  input: SignInput,
  caller: SigningCaller,
  at: Date,
): Promise<string> {
  const mine = {
    id: input.presentationId,
    membershipId: viewer.contact.membershipId,
    accountId: viewer.contact.accountId,
  };
  const signed = await database.signature.findFirst({ where: { presentation: mine }, select: { id: true } });
  if (signed !== null) return signed.id;
  if (!isFresh(viewer.authenticatedAt, at)) throw new StaleAuthentication();
  try {
    const made = await database.$transaction((transaction) =>
      insertSignature(transaction, pack, viewer, mine, caller, at),
    );
    await chainEvent(database, made.auditEventId);
    return made.id;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const winner = await database.signature.findFirst({ where: { presentation: mine }, select: { id: true } });
    if (winner !== null) return winner.id;
    throw new Refusal((words) => words("agreements.refused.colleagueSigned"));
  }
}

async function insertSignature(
  transaction: Transaction,
  pack: Pack,
  viewer: ContactViewer,
  mine: { id: string; membershipId: string; accountId: string },
  caller: SigningCaller,
  at: Date,
) {
  const presentation = await transaction.agreementPresentation.findFirst({
    where: { ...mine, presentedAt: { gt: later(at, -presentationLifetime) } },
  });
  if (presentation === null) throw new Refusal((words) => words("agreements.refused.tooOld"));
  const { current } = await agreementStanding(transaction, pack.name, viewer.contact, at);
  if (current?.id !== presentation.agreementVersionId)
    throw new Refusal((words) => words("agreements.refused.newerVersion"));
  const presented = await openPresentation(transaction, presentation);
  if (presented === null || !Buffer.from(sha256(presented.text)).equals(presentation.textSha256))
    throw new Error("A presented text does not match its hash.");
  const row = { id: newId(), accountId: mine.accountId };
  const textSha256 = Buffer.from(presentation.textSha256).toString("hex");
  const auditEventId = await recordEvent(transaction, {
    kind: "agreement.signed",
    actorId: viewer.personId,
    accountId: mine.accountId,
    subjectId: row.id,
    dataKeyId: await accountKey(transaction, mine.accountId),
    details: {
      version: current.version,
      textSha256,
      name: presented.name,
      title: presented.title,
      email: presented.email,
    },
  });
  const { consent, authority, locale, method } = wording;
  await addJob(transaction, sealSignatureJob, { signatureId: row.id, locale: caller.locale ?? "en" });
  return transaction.signature.create({
    data: {
      ...row,
      membershipId: mine.membershipId,
      agreementVersionId: current.id,
      presentationId: presentation.id,
      supersedesId: presentation.supersedesId,
      textSha256: presentation.textSha256,
      authenticatedAt: viewer.authenticatedAt,
      auditEventId,
      sealed: await sealEvidence(transaction, row, {
        ...presented,
        ...{ consent, authority, locale, method },
        clientAddress: caller.clientAddress,
        userAgent: caller.userAgent,
        presentedAt: presentation.presentedAt.toISOString(),
      }),
    },
    select: { id: true, auditEventId: true },
  });
}

/** A further reader of a signed account has read the agreement. Once a version; a repeat changes nothing. */
export async function acknowledgeAgreement(
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { standing, signature } = await agreementStanding(transaction, pack.name, viewer.contact, at);
    if (signature === null) throw new Refusal((words) => words("agreements.refused.nobodySigned"));
    if (standing === "ready") return;
    const { accountId, membershipId } = viewer.contact;
    const made = await transaction.acknowledgement.createManyAndReturn({
      data: { accountId, membershipId, signatureId: signature.id, agreementVersionId: signature.agreementVersionId },
      skipDuplicates: true,
    });
    const [row] = made;
    if (row === undefined) return;
    await recordEvent(transaction, {
      kind: "agreement.acknowledged",
      actorId: viewer.personId,
      accountId,
      subjectId: row.id,
      dataKeyId: await accountKey(transaction, accountId),
      details: { email: viewer.email },
    });
  });
}
