import { z } from "zod";
import { addJob, defineJob } from "@/server/jobs/queue";
import type { WebhookEvent } from "@/server/notices/webhooks/event-types";
import type { Transaction } from "@/server/platform/database";

export const sendWebhooksJob = defineJob("send-webhooks", z.unknown());

export interface RecordedEvent {
  /** One account, or all that are active, each by its own choice of events. */
  readonly to: { readonly accountId: string } | "allAccounts";
  readonly type: WebhookEvent;
  /** The change, advisory, objection … that it is about: `data.id` of what is sent. */
  readonly subjectId: string;
  /**
   * Kept and sent as it is: ids, states, times as ISO 8601, facts that the account may see anyway, and under `url` where to
   * read more. No names of people, no text that anybody wrote, and nothing of another account.
   */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Records an event for every endpoint that wants it, in one statement of the transaction that causes it: it is sent if and
 * only if that commits, within a minute. Endpoints that are paused or switched off get it when they are resumed. What moves a sub-processor
 * change does not call this: a trigger of the database does it.
 */
export async function recordWebhookEvent(transaction: Transaction, event: RecordedEvent): Promise<void> {
  const { to, type, subjectId, data } = event;
  const accountId = to === "allAccounts" ? null : to.accountId;
  await transaction.$queryRaw`SELECT 1 AS recorded FROM record_webhook_event(${to === "allAccounts"}, ${accountId}::uuid, ${type},
    ${subjectId}::uuid, ${JSON.stringify(data)}::jsonb)`;
}

/**
 * For what a person waits for; else the sender looks by itself every minute. The last statement of a short transaction:
 * others that wake it wait for this one's end.
 */
export const wakeSender = (transaction: Transaction): Promise<void> =>
  addJob(transaction, sendWebhooksJob, {}, sendWebhooksJob.name);
