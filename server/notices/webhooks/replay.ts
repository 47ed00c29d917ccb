/** Sending on request: a test event, one delivery again, or all that failed. The id of what is sent again stays the same. */
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { countAttempt, type Limit } from "@/server/accounts/rate-limit";
import { testEvent } from "@/server/notices/webhooks/event-types";
import { wakeSender } from "@/server/notices/webhooks/record-event";
import type { DeliveryInput, EndpointInput, ReplayInput } from "@/server/notices/webhooks/schema";
import { hours } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";

/** Keeps the product from being a way to knock at a server at will. */
const perAccount: Limit = { name: "webhook-request", most: 60, window: hours };

/** Goes out also while the endpoint is paused or switched off: whoever mends it wants to try before it is resumed. */
export async function testWebhook(
  database: Database,
  viewer: ContactViewer,
  { endpointId }: EndpointInput,
  at: Date,
): Promise<void> {
  await countRequest(database, viewer, at);
  await database.$transaction(async (transaction) => {
    const endpoint = await transaction.webhookEndpoint.findFirst({
      where: { id: endpointId, accountId: viewer.contact.accountId },
      select: { id: true },
    });
    if (endpoint === null) throw new Refusal((words) => words("webhooks.refused.gone"));
    await transaction.webhookDelivery.create({
      data: { endpointId, type: testEvent, subjectId: endpointId, data: {} },
    });
    await wakeSender(transaction);
  });
}

/** @returns the endpoint's id */
export async function replayDelivery(
  database: Database,
  viewer: ContactViewer,
  { deliveryId }: DeliveryInput,
  at: Date,
): Promise<string> {
  await countRequest(database, viewer, at);
  return database.$transaction(async (transaction) => {
    const [row] = await transaction.$queryRaw<{ endpointId: string }[]>`
      UPDATE "WebhookDelivery" d SET state = 'queued', "attemptsBefore" = d.attempts, "nextAttemptAt" = product_now(), "leasedUntil" = NULL
      FROM "WebhookEndpoint" e WHERE e.id = d."endpointId" AND e."accountId" = ${viewer.contact.accountId}::uuid
        AND d.id = ${deliveryId}::uuid AND d.state IN ('delivered', 'failed')
      RETURNING e.id::text AS "endpointId"`;
    if (row === undefined) throw new Refusal((words) => words("webhooks.refused.underWay"));
    await wakeSender(transaction);
    return row.endpointId;
  });
}

/** @returns how many */
export async function replayFailed(
  database: Database,
  viewer: ContactViewer,
  { endpointId, since }: ReplayInput,
  at: Date,
): Promise<number> {
  await countRequest(database, viewer, at);
  return database.$transaction(async (transaction) => {
    const count = await transaction.$executeRaw`
      UPDATE "WebhookDelivery" d SET state = 'queued', "attemptsBefore" = d.attempts, "nextAttemptAt" = product_now(), "leasedUntil" = NULL
      FROM "WebhookEndpoint" e WHERE e.id = d."endpointId" AND e."accountId" = ${viewer.contact.accountId}::uuid
        AND e.id = ${endpointId}::uuid AND d.state = 'failed' AND d.type <> ${testEvent} AND d."createdAt" >= ${since}`;
    if (count > 0) await wakeSender(transaction);
    return count;
  });
}

async function countRequest(database: Database, viewer: ContactViewer, at: Date): Promise<void> {
  const until = await countAttempt(database, perAccount, viewer.contact.accountId, at);
  if (until !== null)
    throw new Refusal((words) => `${words("webhooks.refused.tooOften")} ${waitSentence(until, words)}`);
}
