import { compose, type Message } from "@/server/mail/message";
import type { Words } from "@/server/words/words";

export function recordMessage(words: Words, publisher: string, customer: string, version: string): Message {
  const paragraphs = [words("mail.record.attached", { publisher, customer, version }), words("mail.record.seal")];
  return compose("signed-record", publisher, words("mail.record.subject", { customer, version }), paragraphs, words);
}
