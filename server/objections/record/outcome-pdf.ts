/** The record of an objection that stayed unresolved, with what the publisher's own contract gives then. Its bytes are sealed. */
import type { Publisher } from "@/server/content/publisher-schema";
import type { ObjectionEntryView, ObjectionView } from "@/server/objections/view";
import type {
  ObjectionEntryKind,
  ObjectionGround,
  ObjectionMitigation,
} from "@/server/platform/generated/prisma/enums";
import { createPdf } from "@/server/seal/pdf-document";

export interface OutcomeFacts {
  readonly publisherName: string;
  readonly accent: string;
  readonly governingLaw: string | null;
  readonly outcome: Publisher["unresolvedObjection"];
  readonly objection: ObjectionView;
  readonly closedAt: Date;
  /** Where closing it stands in the audit chain. */
  readonly chainPosition: bigint;
  readonly leafHash: string;
}

type Pdf = ReturnType<typeof createPdf>;

const utc = (moment: Date) => `${moment.toISOString().replace("T", " ").slice(0, 19)} UTC`;
const utcOr = (moment: Date | null, otherwise: string) => (moment === null ? otherwise : utc(moment));

const grounds: Record<ObjectionGround, string> = {
  third_country: "Transfer to a third country",
  guarantees: "Sufficient guarantees of the sub-processor",
  security: "Security of processing",
  purpose: "Purpose of processing",
  data_categories: "Categories of personal data",
  rights: "Rights of data subjects",
  authority_access: "Access by public authorities",
  own_duties: "The customer's own duties as a controller",
};

const mitigations: Record<ObjectionMitigation, string> = {
  exclude: "Exclude the sub-processor",
  pin_region: "Keep the data in a region",
  other: "Another measure",
};

const steps: Record<ObjectionEntryKind, string> = {
  acknowledgement: "Acknowledged",
  message: "Message",
  proposal: "Mitigation proposed",
  acceptance: "Proposal accepted",
  decline: "Proposal declined",
  withdrawal: "Withdrawn",
  unresolved: "Closed as unresolved",
  change_withdrawn: "Change withdrawn",
};

const outcomes: Record<OutcomeFacts["outcome"]["outcome"], string> = {
  "order-form-may-be-terminated": "The affected Order Form may be terminated for convenience",
  "not-resolved": "The objection is not resolved",
};

/** The same facts give the same bytes. */
export function outcomePdf(facts: OutcomeFacts): Promise<Uint8Array> {
  const { objection, publisherName } = facts;
  const pdf = createPdf({
    title: `Unresolved objection ${objection.reference} of ${objection.accountName}`,
    author: publisherName,
    language: "en-GB",
    createdAt: facts.closedAt,
    accent: facts.accent,
    header: `${publisherName} · unresolved objection ${objection.reference}`,
    footer: `Objection ${objection.id}`,
  });
  pdf.heading(1, "Record of an unresolved objection");
  writeOutcome(pdf, facts);
  pdf.heading(2, "The objection");
  pdf.keyValues(objectionRows(facts));
  writeText(pdf, "Explanation", objection.content?.explanation ?? null);
  writeText(pdf, "What the customer asked for", objection.content?.wish ?? null);
  pdf.heading(2, "What was tried");
  for (const entry of objection.entries.filter(({ kind }) => kind !== "message")) writeStep(pdf, entry);
  writeChain(pdf, facts);
  return pdf.finish();
}

/** What the contract gives comes first: it is what the record is for. */
function writeOutcome(pdf: Pdf, { outcome, objection, publisherName, governingLaw, closedAt }: OutcomeFacts): void {
  pdf.callout(outcome.statement, { title: outcomes[outcome.outcome] });
  pdf.keyValues([
    ["Customer", objection.accountName],
    ["Publisher", publisherName],
    ["Unresolved since", utc(closedAt)],
    ["Affected order forms", orderForms(objection)],
    ["Governing law", governingLaw ?? "not stated by the publisher"],
  ]);
}

const orderForms = ({ content }: ObjectionView) =>
  content === null || content.orderForms.length === 0 ? "none named" : content.orderForms.join(", ");

function objectionRows({ objection }: OutcomeFacts): [string, string][] {
  return [
    ["Reference", objection.reference],
    ["Change of sub-processors", `${objection.changeName} (${objection.changeId})`],
    ["Ground", grounds[objection.ground]],
    ["Mitigation asked for", mitigations[objection.mitigation]],
    ["Filed by", objection.filedBy],
    ["Filed", utc(objection.filedAt)],
    ["Acknowledged", utcOr(objection.acknowledgedAt, "not acknowledged")],
  ];
}

function writeText(pdf: Pdf, title: string, text: string | null): void {
  if (text === null || text === "") return;
  pdf.heading(3, title);
  for (const paragraph of text.split(/\n{2,}/u)) pdf.paragraph(paragraph);
}

function writeStep(pdf: Pdf, { kind, by, at, mitigation, text, name }: ObjectionEntryView): void {
  pdf.heading(3, `${steps[kind]}, ${utc(at)}`);
  pdf.keyValues([
    ["By", by === "account" ? (name ?? "the customer") : by === "publisher" ? "the publisher" : "the trust centre"],
    ...(mitigation === null ? [] : [["Mitigation", mitigations[mitigation]] satisfies [string, string]]),
  ]);
  for (const paragraph of (text ?? "").split(/\n{2,}/u).filter((each) => each !== "")) pdf.paragraph(paragraph);
}

function writeChain(pdf: Pdf, { chainPosition, leafHash, objection }: OutcomeFacts): void {
  const messages = objection.entries.filter(({ kind }) => kind === "message").length;
  pdf.heading(2, "What this is, and how to check it");
  pdf.keyValues([
    ["Place of the closing in the audit chain", String(chainPosition)],
    ["Leaf hash of that place", leafHash],
    ["Messages exchanged besides", String(messages)],
  ]);
  pdf.list([
    "Times are the database server's, in UTC.",
    "This file carries the publisher's electronic seal: a PDF reader shows it, and pdfsig of the poppler project says whether the whole document is covered by it.",
    "The leaf hash is the SHA-256 of a zero byte and the event's record in the audit log (RFC 6962, section 2.1).",
  ]);
}
