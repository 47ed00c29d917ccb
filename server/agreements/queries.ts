/** What the agreement pages show. */
import type { ContactViewer } from "@/server/access/permissions";
import { isFresh, presentationLifetime } from "@/server/agreements/policy";
import type { PresentedText } from "@/server/agreements/schema";
import { openPresentation } from "@/server/agreements/sealed-evidence";
import { type AgreementStanding, agreementStanding } from "@/server/agreements/standing";
import { plainLine, publisherValues, renderAgreement } from "@/server/content/agreement";
import type { Pack } from "@/server/content/pack";
import { later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

export interface AgreementView extends AgreementStanding {
  /** Markdown with the parties' details; the signatory's own stand as blanks. Null where nothing is published. */
  readonly text: string | null;
  readonly title: string;
  readonly summary: readonly string[];
}

export async function readAgreement(pack: Pack, viewer: ContactViewer, at: Date): Promise<AgreementView> {
  const standing = await agreementStanding(database(), pack.name, viewer.contact, at);
  const meta = pack.agreements.find((each) => each.meta.version === standing.current?.version)?.meta;
  const text =
    standing.current &&
    renderAgreement(standing.current.template, {
      ...publisherValues(pack.publisher),
      "customer.registeredName": plainLine(viewer.contact.accountName),
      "signatory.name": "the signatory named when signing",
      "signatory.title": "the job title given when signing",
    });
  return { ...standing, text, title: meta?.title ?? "Confidentiality agreement", summary: meta?.summary ?? [] };
}

/** Documents' titles show to whom the pack is open. */
export async function packIsOpen(publisher: string, viewer: ContactViewer, at: Date): Promise<boolean> {
  return (await agreementStanding(database(), publisher, viewer.contact, at)).standing === "ready";
}

export interface PresentationView extends PresentedText {
  readonly id: string;
  readonly version: string;
  readonly specimen: boolean;
  readonly textSha256: string;
  readonly presentedAt: Date;
  readonly expiresAt: Date;
  /** The person proved the address recently enough to sign. */
  readonly fresh: boolean;
  readonly signed: boolean;
}

/** The filled text that this contact is about to sign; null for anybody else's, or one that is too old. */
export async function readPresentation(viewer: ContactViewer, id: string, at: Date): Promise<PresentationView | null> {
  const row = await database().agreementPresentation.findFirst({
    where: { id, membershipId: viewer.contact.membershipId, presentedAt: { gt: later(at, -presentationLifetime) } },
    include: { agreementVersion: true, signature: { select: { id: true } } },
  });
  if (row === null) return null;
  const presented = await openPresentation(database(), row);
  if (presented === null) return null;
  return {
    ...presented,
    id,
    version: row.agreementVersion.version,
    specimen: row.agreementVersion.specimen,
    textSha256: Buffer.from(row.textSha256).toString("hex"),
    presentedAt: row.presentedAt,
    expiresAt: later(row.presentedAt, presentationLifetime),
    fresh: isFresh(viewer.authenticatedAt, at),
    signed: row.signature !== null,
  };
}
