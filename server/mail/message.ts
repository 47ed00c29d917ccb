import { type Words, wordsIn } from "@/server/words/words";

/** A message as plain text: readable everywhere, and nothing in it can be active. */
export interface Message {
  /** Names the kind of message in the outbox; never shown to the recipient. */
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

/** Joins paragraphs and signs with the publisher's name. */
export function compose(
  kind: string,
  publisher: string,
  subject: string,
  paragraphs: readonly string[],
  words: Words = wordsIn("en"),
): Message {
  const body = [...paragraphs, words("mail.signature", { publisher })].join("\n\n");
  return { kind, subject: oneLine(subject), text: `${body}\n` };
}

/** A subject with a line break in it would be a header of its own (RFC 5322 §2.2). */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
}
