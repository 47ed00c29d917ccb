/** Proof of notice: what an account was told, whom of it, what the mail servers answered and when. Its bytes are then sealed. */
import type { NoticeMessage, NoticeView } from "@/server/notices/received/queries";
import type { NoticeKind } from "@/server/platform/generated/prisma/enums";
import { createPdf } from "@/server/seal/pdf-document";

export interface ProofFacts {
  readonly publisherName: string;
  readonly accent: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly notice: NoticeView;
  readonly noticeDays: number | null;
  readonly madeAt: Date;
  /** Where the making of this proof stands in the audit chain. */
  readonly chainPosition: bigint;
  readonly leafHash: string;
  /** What the log says of this notice and account, oldest first. */
  readonly events: readonly { readonly label: string; readonly at: Date; readonly position: bigint | null }[];
}

type Pdf = ReturnType<typeof createPdf>;

const utc = (moment: Date) => `${moment.toISOString().replace("T", " ").slice(0, 19)} UTC`;
const utcOr = (moment: Date | null, otherwise: string) => (moment === null ? otherwise : utc(moment));

const relations = {
  touches: "The change touches the account's order forms",
  stays_excluded: "The sub-processor stays excluded for the account's order forms",
  does_not_touch: "The change does not touch the account's order forms",
} as const;

const kinds: Record<NoticeKind, string> = {
  change: "A change of sub-processors",
  withdrawal: "The withdrawal of a change of sub-processors",
  incident: "An incident",
  advisory: "A security advisory",
  digest: "A day's security advisories",
  content: "A new version of a page, a report or documents",
};

/** The same facts give the same bytes. */
export function proofPdf(facts: ProofFacts): Promise<Uint8Array> {
  const { notice, accountName, publisherName } = facts;
  const pdf = createPdf({
    title: `Proof of notice to ${accountName}`,
    author: publisherName,
    language: "en-GB",
    createdAt: facts.madeAt,
    accent: facts.accent,
    header: `${publisherName} · proof of notice`,
    footer: `Notice ${notice.id} · account ${facts.accountId}`,
  });
  pdf.heading(1, "Proof of notice");
  pdf.paragraph("What the trust centre has on record. Times are the database server's, in UTC.");
  pdf.keyValues(standingRows(facts));
  writeMessages(pdf, notice.messages);
  writeText(pdf, notice);
  writeChain(pdf, facts);
  return pdf.finish();
}

function standingRows({ accountName, accountId, notice, noticeDays, madeAt }: ProofFacts): [string, string][] {
  const { change, relation, record, receipts } = notice;
  return [
    ["Account", accountName],
    ["Account id", accountId],
    ["Notice", notice.id],
    ["What it is of", kinds[notice.kind]],
    ["Text and first recipients fixed", utc(notice.preparedAt)],
    ["Notice given", utcOr(notice.givenAt, "not given: no mail server holds a message for the account")],
    ...(relation === null ? [] : [["How it concerns the account", relations[relation]] satisfies [string, string]]),
    ...(change === null
      ? []
      : ([
          ["Change", `${change.kind}: ${change.name} (${change.id})`],
          ["State of the change", change.state],
          [
            "Notice time",
            change.waits && noticeDays !== null ? `${noticeDays} times 24 hours` : "none: told, and waits for nothing",
          ],
          ["The account may object until", utcOr(change.windowUntil, "not fixed")],
          [
            "In force for the account from",
            change.onHold ? "on hold until a decision is recorded" : utcOr(change.effectiveAt, "not fixed"),
          ],
        ] satisfies [string, string][])),
    ...(record === null
      ? []
      : [
          [
            "Told another way, as recorded by staff",
            `${record.text ?? "erased"} (${utc(record.recordedAt)})`,
          ] satisfies [string, string],
        ]),
    ...receipts.map(
      ({ name, confirmedAt }) => ["Receipt confirmed", `${name}, ${utc(confirmedAt)}`] satisfies [string, string],
    ),
    ["This proof made", utc(madeAt)],
  ];
}

function writeMessages(pdf: Pdf, messages: readonly NoticeMessage[]): void {
  pdf.heading(2, "Messages");
  if (messages.length === 0) {
    pdf.paragraph("No message was sent: no recipient was known.");
    return;
  }
  for (const [index, message] of messages.entries()) {
    pdf.heading(3, `Message ${index + 1}`);
    pdf.keyValues([
      ["Recipient", message.recipient ?? "erased"],
      ["Message-ID", message.messageId],
      ["State", message.state],
      ["Attempts", String(message.attempts)],
      ["The mail server's answer", message.serverResponse ?? "none yet"],
      ["Taken by the mail server", utcOr(message.acceptedAt, "not taken")],
      ["Came back", utcOr(message.bouncedAt, "no")],
      ["Follows message", message.replacesId ?? "none: a first recipient"],
    ]);
  }
}

function writeText(pdf: Pdf, { content }: NoticeView): void {
  pdf.heading(2, "The text as sent");
  if (content === null) {
    pdf.paragraph("The account's data was erased.");
    return;
  }
  pdf.keyValues([["Subject", content.subject]]);
  for (const paragraph of content.text.split(/\n{2,}/u)) pdf.paragraph(paragraph);
  if (content.orderForms.length === 0) return;
  pdf.heading(2, "Order forms when the text was fixed");
  pdf.keyValues(
    content.orderForms.map(({ reference, relation }): [string, string] => [reference, relations[relation]]),
  );
}

function writeChain(pdf: Pdf, { events, chainPosition, leafHash }: ProofFacts): void {
  pdf.heading(2, "The audit chain");
  pdf.keyValues([
    ...events.map(({ label, at, position }): [string, string] => [
      label,
      `${utc(at)}, place ${position === null ? "not fixed yet" : String(position)}`,
    ]),
    ["Making of this proof", `place ${chainPosition}`],
    ["Leaf hash of that place", leafHash],
  ]);
  pdf.heading(2, "What this is, and how to check it");
  pdf.list([
    "This file carries the publisher's electronic seal: a PDF reader shows it, and pdfsig of the poppler project says whether the whole document is covered by it.",
    "A mail server's answer shows that it took the message, not that somebody read it.",
    "The leaf hash is the SHA-256 of a zero byte and the event's record in the audit log (RFC 6962, section 2.1).",
  ]);
}
