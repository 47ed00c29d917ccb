/** Events, states and failures of webhooks in words. */
import type { StatusTone } from "@/components/ui/status-tag";
import type { DeliveryView } from "@/server/notices/webhooks/queries";
import type { WebhookState } from "@/server/platform/generated/prisma/enums";
import type { WordKey, Words } from "@/server/words/words";

interface EventWords {
  readonly name: WordKey;
  readonly hint: WordKey;
}

const events: Readonly<Record<string, EventWords>> = {
  "subprocessor-change.noticed": { name: "webhooks.event.noticed", hint: "webhooks.event.noticedHint" },
  "subprocessor-change.effective": { name: "webhooks.event.effective", hint: "webhooks.event.effectiveHint" },
  "subprocessor-change.withdrawn": { name: "webhooks.event.withdrawn", hint: "webhooks.event.withdrawnHint" },
  "advisory.published": { name: "webhooks.event.advisory", hint: "webhooks.event.advisoryHint" },
  "webhook.test": { name: "webhooks.event.test", hint: "webhooks.event.testHint" },
};

/** One that has no words yet is told by its name in the message. */
export function eventName(type: string, words: Words): string {
  const known = Object.hasOwn(events, type) ? events[type] : undefined;
  return known === undefined ? type : words(known.name);
}

export function eventHint(type: string, words: Words): string | undefined {
  const known = Object.hasOwn(events, type) ? events[type] : undefined;
  return known && words(known.hint);
}

export const stateTones: Record<WebhookState, StatusTone> = { live: "done", paused: "planned", disabled: "at-risk" };

/** A delivery that was tried and will be tried again is told apart from one that waits for its first attempt. */
export function outcomeOf({ state, failure }: Pick<DeliveryView, "state" | "failure">): {
  readonly tone: StatusTone;
  readonly key: WordKey;
} {
  if (state === "delivered") return { tone: "done", key: "webhooks.deliveryState.delivered" };
  if (state === "failed") return { tone: "at-risk", key: "webhooks.deliveryState.failed" };
  return failure === null
    ? { tone: "planned", key: "webhooks.deliveryState.queued" }
    : { tone: "under-way", key: "webhooks.deliveryState.retrying" };
}
