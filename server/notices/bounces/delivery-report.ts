/**
 * Reads what a mail server sends back when it could not deliver a message (RFC 3464): which recipients failed for good, and
 * of which message. What stands in it was written by strangers: nothing of it is believed beyond that.
 */
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { emailAddress } from "@/server/accounts/email";
import { wordsIn } from "@/server/words/words";

export interface FailedRecipient {
  /** As sent and as finally tried, normalised; empty where the report names none that can be read. */
  readonly addresses: readonly string[];
  /** What the far mail server said, on one line. */
  readonly answer: string;
  /** There is no such mailbox (RFC 3463 §3.2), so that writing to it again is of no use. */
  readonly noMailbox: boolean;
}

export interface DeliveryReport {
  /** In angle brackets, as in the message that came back. */
  readonly messageIds: readonly string[];
  /** Those whose message failed for good: one that is delayed, relayed or expanded is still on its way. */
  readonly failed: readonly FailedRecipient[];
}

const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 0 } as const;
/** The parser takes its time for each line, and a report of a message of ours has some hundred. */
const mostLines = 10_000;
/** A message of ours has one recipient; a list of more than this was not sent here. */
const mostRecipients = 50;

const statusTypes = ["message/delivery-status", "message/global-delivery-status"];
const returnedTypes = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

/** @returns null where it is no delivery report, or none that can be read */
export async function readDeliveryReport(raw: Uint8Array): Promise<DeliveryReport | null> {
  if (linesOf(raw) > mostLines) return null;
  let mail: Email;
  try {
    mail = await PostalMime.parse(raw, { ...limits, forceRfc822Attachments: true });
  } catch {
    return null;
  }
  const status = mail.attachments.find(({ mimeType }) => statusTypes.includes(mimeType.toLowerCase()));
  if (status === undefined) return null;
  const blocks = blocksOf(textOf(status)).slice(0, mostRecipients + 1);
  const failed = blocks.flatMap((block) => failedRecipient(block));
  return { messageIds: messageIdsOf(mail), failed };
}

function linesOf(raw: Uint8Array): number {
  let count = 0;
  for (const byte of raw) if (byte === 0x0a) count += 1;
  return count;
}

function textOf({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder("utf-8").decode(content);
}

type Fields = ReadonlyMap<string, string>;

/** Groups of fields with an empty line between them; the first is of the whole message (RFC 3464 §2.1). */
function blocksOf(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n(?:[ \t]*\n)+/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
}

function fieldsOf(block: string): Fields {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, " ").split("\n")) {
    const at = line.indexOf(":");
    const name = line.slice(0, at).trim().toLowerCase();
    if (at > 0 && !fields.has(name)) fields.set(name, line.slice(at + 1).trim());
  }
  return fields;
}

/** RFC 3464 §2.3.3: an action may have a comment after it. */
function failedRecipient(fields: Fields): FailedRecipient[] {
  const action = /^[a-z]+/i.exec(fields.get("action") ?? "")?.[0].toLowerCase();
  if (action !== "failed") return [];
  const named = ["original-recipient", "final-recipient", "x-actual-recipient"].map((name) => fields.get(name));
  const said = [fields.get("status"), withoutType(fields.get("diagnostic-code"))].filter(Boolean).join(" ");
  return [
    {
      noMailbox: fields.get("status")?.startsWith("5.1.") ?? false,
      addresses: named.flatMap((text) => addressIn(text)),
      answer:
        said
          .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
          .trim()
          .slice(0, 500) || "came back without a reason",
    },
  ];
}

const withoutType = (text: string | undefined) => text?.replace(/^[\w-]+\s*;\s*/, "");

/** `rfc822; a@b.example` or `utf-8; …`, with or without angle brackets (RFC 3464 §2.3.1, RFC 6533 §3). */
function addressIn(text: string | undefined): string[] {
  const match = /^(?:rfc822|utf-8)\s*;\s*<?([^<>]*)>?\s*$/iu.exec(text ?? "");
  const parsed = emailAddress(wordsIn("en")).safeParse(match?.[1] ?? "");
  return parsed.success ? [parsed.data] : [];
}

const messageId = /<[^<>\s]{1,300}>/gu;

/** Of the message that came back where it is enclosed, else what the report says that it answers (RFC 5322 §3.6.4). */
function messageIdsOf(mail: Email): string[] {
  const returned = mail.attachments.filter(({ mimeType }) => returnedTypes.includes(mimeType.toLowerCase()));
  const enclosed = returned.flatMap((part) => idsIn(headersOf(textOf(part)).get("message-id")));
  const found = enclosed.length > 0 ? enclosed : [...idsIn(mail.inReplyTo), ...idsIn(mail.references)];
  return [...new Set(found)].slice(0, mostRecipients);
}

const idsIn = (text: string | undefined): string[] => text?.match(messageId) ?? [];

/** The head of a message: what stands in its body is not read. */
const headersOf = (text: string): Fields =>
  fieldsOf(text.replace(/\r\n?/g, "\n").replace(/^\n+/, "").split("\n\n")[0] ?? "");
