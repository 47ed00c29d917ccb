/** Mail about a report. To the reporter in the language of the form; to staff never with anything that a report says. */
import { compose, type Message } from "@/server/mail/message";
import type { ReportState } from "@/server/vulnerabilities/lifecycle";
import type { Words } from "@/server/words/words";

/** It quotes nothing that was typed: whoever typed the address may be somebody else. */
export function receivedMessage(words: Words, publisher: string, reference: string, statusAddress: string): Message {
  const paragraphs = [
    words("vulnerability.mail.received", { publisher }),
    `${words("vulnerability.mail.reference")}\n${reference}`,
    `${words("vulnerability.mail.follow")}\n${statusAddress}`,
    words("vulnerability.mail.notYou"),
  ];
  return compose(
    "vulnerability-received",
    publisher,
    words("vulnerability.mail.receivedSubject", { publisher }),
    paragraphs,
    words,
  );
}

export function staffMessage(
  words: Words,
  publisher: string,
  kind: "reported" | "added",
  deskAddress: string,
): Message {
  const subject = words(kind === "reported" ? "vulnerability.mail.staffReported" : "vulnerability.mail.staffAdded");
  const paragraphs = [`${words("vulnerability.mail.staffRead")}\n${deskAddress}`];
  return compose(`vulnerability-${kind}`, publisher, subject, paragraphs, words);
}

/** @param text as staff wrote it, in whatever language */
export function toldMessage(words: Words, publisher: string, text: string, statusAddress: string): Message {
  const paragraphs = [
    words("vulnerability.mail.told", { publisher }),
    text,
    `${words("vulnerability.mail.answer")}\n${statusAddress}`,
  ];
  return compose(
    "vulnerability-told",
    publisher,
    words("vulnerability.mail.toldSubject", { publisher }),
    paragraphs,
    words,
  );
}

export function stateMessage(words: Words, publisher: string, state: ReportState, statusAddress: string): Message {
  const paragraphs = [
    words("vulnerability.mail.state", { publisher, state: words(`vulnerability.state.${state}`) }),
    `${words("vulnerability.mail.follow")}\n${statusAddress}`,
  ];
  return compose(
    "vulnerability-state",
    publisher,
    words("vulnerability.mail.toldSubject", { publisher }),
    paragraphs,
    words,
  );
}
