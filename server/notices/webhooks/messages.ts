import { compose, type Message } from "@/server/mail/message";
import type { WebhookStop } from "@/server/platform/generated/prisma/enums";
import type { Words } from "@/server/words/words";

interface Stopped {
  readonly host: string;
  readonly stop: WebhookStop;
  /** The endpoint's page in the portal. */
  readonly page: string;
}

export function webhookStoppedMessage(words: Words, publisher: string, { host, stop, page }: Stopped): Message {
  const paragraphs = [
    words(`mail.webhook.${stop}`, { host, publisher }),
    words("mail.webhook.waits"),
    `${words("mail.webhook.resume")}\n${page}`,
  ];
  return compose("webhook-stopped", publisher, words("mail.webhook.subject", { host }), paragraphs, words);
}
