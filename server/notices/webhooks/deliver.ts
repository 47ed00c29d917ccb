/** Sends what is due. Nothing is sent inside a transaction; the outcome, and what follows from it, is one. */
import { testEvent } from "@/server/notices/webhooks/event-types";
import { type Lease, leaseNext } from "@/server/notices/webhooks/lease";
import type { Network } from "@/server/notices/webhooks/network";
import { recordOutcome } from "@/server/notices/webhooks/outcome";
import { payloadOf } from "@/server/notices/webhooks/payload";
import { openDescribed, openSecrets } from "@/server/notices/webhooks/sealed-endpoint";
import { type Attempt, type Limits, sendWebhook } from "@/server/notices/webhooks/send";
import { signedHeaders } from "@/server/notices/webhooks/signature";
import { later, now, seconds } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";

export interface SendingParts {
  readonly database: Database;
  readonly network: Network;
  readonly publisherName: () => Promise<string>;
  readonly limits?: Limits;
}

const sendersAtOnce = 8;
/** Milliseconds. The job starts anew every minute: one that went on and on would take a place from mail. */
const longestRun = 40 * seconds;

export async function sendDueWebhooks(parts: SendingParts): Promise<void> {
  const end = later(now(), longestRun);
  await Promise.all(Array.from({ length: sendersAtOnce }, () => sendUntil(parts, end)));
}

async function sendUntil(parts: SendingParts, end: Date): Promise<void> {
  while (now() < end) {
    const lease = await leaseNext(parts.database);
    if (lease === null) return;
    try {
      await sendLeased(parts, lease);
    } catch (error) {
      // The lease expires and the delivery comes again; the others do not wait for it.
      log("error", "webhook.attempt", { deliveryId: lease.id, ...errorFields(error) });
    }
  }
}

const erased: Attempt = { failure: "erased", status: null, retryAfter: null, milliseconds: 0 };

async function sendLeased({ database, network, publisherName, limits }: SendingParts, lease: Lease): Promise<void> {
  const delivery = await database.webhookDelivery.findUnique({
    where: { id: lease.id },
    include: { endpoint: { include: { account: { select: { dataKeyId: true } } } } },
  });
  // The endpoint was removed meanwhile.
  if (delivery === null) return;
  const { endpoint } = delivery;
  const keyId = endpoint.account.dataKeyId;
  const at = now();
  const described = await openDescribed(database, keyId, endpoint);
  const secrets = await openSecrets(database, keyId, endpoint, at);
  const body = await payloadOf(database, delivery);
  const attempt =
    described === null || secrets.length === 0
      ? erased
      : await sendWebhook(
          network,
          {
            address: described.address,
            headers: {
              ...signedHeaders(`msg_${delivery.id}`, at, body, secrets),
              "user-agent": "trust-centre-webhooks/1",
            },
            body,
          },
          limits,
        );
  await recordOutcome(database, publisherName, { delivery, lease, attempt, isTest: delivery.type === testEvent });
}
