/** The signed record: the exact text, the signature block, and a page of evidence. Its bytes are then sealed. */
import type { SignatureEvidence } from "@/server/agreements/schema";
import { writeMarkdown } from "@/server/seal/markdown-pdf";
import { createPdf } from "@/server/seal/pdf-document";

export interface RecordFacts {
  readonly signatureId: string;
  readonly publisherName: string;
  readonly signingOfficer: string | null;
  readonly governingLaw: string | null;
  readonly accent: string;
  readonly version: string;
  readonly specimen: boolean;
  readonly textSha256: string;
  readonly signedAt: Date;
  readonly authenticatedAt: Date;
  readonly chainPosition: bigint;
  readonly leafHash: string;
  readonly supersedesId: string | null;
  readonly evidence: SignatureEvidence;
}

const notStated = "not stated by the publisher";
const utc = (moment: Date) => `${moment.toISOString().replace("T", " ").slice(0, 19)} UTC`;

/** The same facts give the same bytes. */
export function signedRecordPdf(facts: RecordFacts): Promise<Uint8Array> {
  const { evidence } = facts;
  const pdf = createPdf({
    title: `Confidentiality agreement ${facts.version}, signed by ${evidence.registeredName}`,
    author: facts.publisherName,
    language: "en-GB",
    createdAt: facts.signedAt,
    accent: facts.accent,
    header: `${facts.publisherName} · confidentiality agreement ${facts.version}`,
    footer: `Signature ${facts.signatureId}`,
  });
  if (facts.specimen)
    pdf.callout("This text is a specimen that the publisher has not yet replaced by its own.", { title: "Specimen" });
  writeMarkdown(pdf, evidence.text);
  pdf.heading(2, "Signatures");
  pdf.keyValues([
    ["For the customer", evidence.registeredName],
    ["Signed by", evidence.name],
    ["Capacity", evidence.title],
    ["Signed at", utc(facts.signedAt)],
    ["Form", "Electronic signature"],
    ["For the publisher", facts.publisherName],
    ["Signing officer", facts.signingOfficer ?? notStated],
    ["Form", "Electronic seal of the publisher on this file"],
  ]);
  pdf.pageBreak();
  writeEvidence(pdf, facts);
  return pdf.finish();
}

function writeEvidence(pdf: ReturnType<typeof createPdf>, facts: RecordFacts): void {
  const { evidence } = facts;
  pdf.heading(1, "Evidence of signing");
  pdf.paragraph("Recorded by the trust centre when the agreement was signed. Times are the database server's, in UTC.");
  pdf.keyValues([
    ["Signature", facts.signatureId],
    ["Agreement version", facts.version],
    ["SHA-256 of the text", facts.textSha256],
    ["Consent given", evidence.consent],
    ["Authority stated", evidence.authority],
    ["Language of both", evidence.locale],
    ["E-mail address", evidence.email],
    ["How authenticated", evidence.method],
    ["Authenticated at", utc(facts.authenticatedAt)],
    ["Text presented at", utc(new Date(evidence.presentedAt))],
    ["Consented and signed at", utc(facts.signedAt)],
    ["Network address", evidence.clientAddress],
    ["Browser", evidence.userAgent || "not sent"],
    ["Governing law", facts.governingLaw ?? notStated],
    ["Supersedes", facts.supersedesId ?? "no earlier signature of this version"],
    ["Place in the audit chain", String(facts.chainPosition)],
    ["Leaf hash in the audit chain", facts.leafHash],
  ]);
  pdf.heading(2, "What this is, and how to check it");
  pdf.paragraph(
    "The customer's signature is a simple electronic signature: the data above, joined to the text by its hash. This file carries the publisher's own electronic seal, which shows that it has not changed since it was sealed; the seal is not the signatory's signature.",
  );
  pdf.list([
    "A PDF reader shows the seal, and pdfsig of the poppler project says whether the whole document is covered by it.",
    "The SHA-256 is that of the agreement's text in Markdown, in UTF-8, exactly as it was presented.",
    "The leaf hash is the SHA-256 of a zero byte and the event's record in the audit log (RFC 6962, section 2.1).",
  ]);
}
