import { compose, type Message } from "@/server/mail/message";
import type { Words } from "@/server/words/words";

export function confirmMessage(words: Words, publisher: string, link: string): Message {
  const paragraphs = [
    words("mail.confirm.asked", { publisher }),
    `${words("mail.confirm.open")}\n${link}`,
    words("mail.confirm.once"),
  ];
  return compose("request-confirm", publisher, words("mail.confirm.subject", { publisher }), paragraphs, words);
}

export function waitingMessage(words: Words, publisher: string): Message {
  const subject = words("mail.request.subject", { publisher });
  return compose("request-waiting", publisher, subject, [words("mail.request.waiting")], words);
}

export function staffMessage(words: Words, publisher: string, queueAddress: string): Message {
  const paragraphs = [`${words("mail.staff.waits")}\n${queueAddress}`];
  return compose("request-for-staff", publisher, words("mail.staff.subject"), paragraphs, words);
}

export function approvedMessage(words: Words, publisher: string, account: string, signInAddress: string): Message {
  const paragraphs = [
    words("mail.request.approved", { account }),
    `${words("mail.invitation.signIn")}\n${signInAddress}`,
  ];
  return compose("request-approved", publisher, words("mail.invitation.subject", { publisher }), paragraphs, words);
}

/** @param reason as staff wrote it, in whatever language */
export function declinedMessage(words: Words, publisher: string, reason: string): Message {
  const paragraphs = [words("mail.request.declined"), reason, words("mail.request.again")];
  return compose("request-declined", publisher, words("mail.request.subject", { publisher }), paragraphs, words);
}
