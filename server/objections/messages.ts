/** Mail about objections: the reference, what happened, what to do next and where. */
import { compose, type Message } from "@/server/mail/message";
import type { Words } from "@/server/words/words";

export interface MailFacts {
  readonly publisher: string;
  readonly reference: string;
  /** Of the sub-processor that the change is about. */
  readonly change: string;
}

/** What is told; each has its subject, and a sentence on what happened and what comes next. */
export type Told =
  | "acknowledged"
  | "filedForStaff"
  | "messageFromStaff"
  | "messageFromAccount"
  | "proposed"
  | "declined"
  | "accepted"
  | "acceptedForAccount"
  | "withdrawn"
  | "unresolved"
  | "unresolvedForStaff"
  | "staffDueSoon"
  | "staffOverdue"
  | "accountDueSoon"
  | "accountOverdue";

/** @param address where the objection is read @param day in words, for those who have one to keep to */
export function objectionMessage(
  words: Words,
  told: Told,
  { publisher, reference, change }: MailFacts,
  address: string,
  day = "",
): Message {
  const values = { publisher, reference, change, day };
  const paragraphs = [
    words(`objections.mail.${told}.text`, values),
    `${words("objections.mail.reference")} ${reference}`,
    `${words("objections.mail.read")}\n${address}`,
  ];
  return compose("objection", publisher, words(`objections.mail.${told}.subject`, values), paragraphs, words);
}
