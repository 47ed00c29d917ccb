/**
 * What an endpoint can be told of. The database's trigger on "SubProcessorChange" writes the first three, and
 * server/advisories the fourth. A room that begins
 * to record another kind adds it here, and the catalogue's `webhooks.event` says what it is in each language.
 */
export const webhookEvents = [
  "subprocessor-change.noticed",
  "subprocessor-change.effective",
  "subprocessor-change.withdrawn",
  "advisory.published",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Sent on request alone, to any endpoint. */
export const testEvent = "webhook.test";
