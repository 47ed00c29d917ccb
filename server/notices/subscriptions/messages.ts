import { compose, type Message } from "@/server/mail/message";
import type { Words } from "@/server/words/words";

/** It quotes nothing that was typed: whoever typed the address may be somebody else. */
export function confirmMessage(words: Words, publisher: string, link: string): Message {
  const paragraphs = [
    words("subscriptions.mail.asked", { publisher }),
    `${words("subscriptions.mail.open")}\n${link}`,
    words("subscriptions.mail.once"),
  ];
  const subject = words("subscriptions.mail.confirmSubject", { publisher });
  return compose("subscription-confirm", publisher, subject, paragraphs, words);
}

export function knownMessage(words: Words, publisher: string, address: string): Message {
  const paragraphs = [
    words("subscriptions.mail.known", { publisher }),
    `${words("subscriptions.mail.change")}\n${address}`,
    words("subscriptions.mail.notYou"),
  ];
  const subject = words("subscriptions.mail.knownSubject", { publisher });
  return compose("subscription-known", publisher, subject, paragraphs, words);
}
