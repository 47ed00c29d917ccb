import { compose, type Message } from "@/server/mail/message";
import type { Words } from "@/server/words/words";

export function signInMessage(words: Words, publisher: string, link: string): Message {
  const paragraphs = [
    words("mail.signIn.asked", { publisher }),
    `${words("mail.signIn.open")}\n${link}`,
    words("mail.signIn.once"),
  ];
  return compose("sign-in", publisher, words("mail.signIn.subject", { publisher }), paragraphs, words);
}

export function invitationMessage(words: Words, publisher: string, account: string, signInAddress: string): Message {
  const paragraphs = [
    words("mail.invitation.added", { account, publisher }),
    `${words("mail.invitation.signIn")}\n${signInAddress}`,
  ];
  return compose("invitation", publisher, words("mail.invitation.subject", { publisher }), paragraphs, words);
}

export function accessEndedMessage(words: Words, publisher: string, account: string): Message {
  const paragraphs = [words("mail.ended.by", { account, publisher }), words("mail.ended.mistake")];
  return compose("access-ended", publisher, words("mail.ended.subject", { publisher }), paragraphs, words);
}
