/**
 * Who sends a delivery holds it for a while by a lease, so that several servers share the work and none repeats the
 * other's. A lease that expires, because its process died, frees the delivery with that attempt counted.
 */
import { testEvent } from "@/server/notices/webhooks/event-types";
import type { Database } from "@/server/platform/database";
import { Turns } from "@/server/platform/turns";

/** Seconds: longer than an attempt can last. */
const leaseSeconds = 60;

export interface Lease {
  readonly id: string;
  /** Its own number among all attempts: the outcome counts only while no later lease was given. */
  readonly attempts: number;
}

/** Two that ask at the same moment would not see each other's lease, and give two deliveries of one endpoint. */
const asking = new Turns(1);

/** The next delivery that is due. One at a time for each endpoint, so that a slow one holds up nobody else. */
export async function leaseNext(database: Database): Promise<Lease | null> {
  const done = await asking.take();
  try {
    return await lease(database);
  } finally {
    done();
  }
}

async function lease(database: Database): Promise<Lease | null> {
  const [given] = await database.$queryRaw<Lease[]>`
    WITH due AS MATERIALIZED (
      SELECT next.id FROM "WebhookEndpoint" e JOIN "Account" a ON a.id = e."accountId"
      CROSS JOIN LATERAL (
        SELECT d.id FROM "WebhookDelivery" d
        WHERE d."endpointId" = e.id AND d.state = 'queued' AND d."nextAttemptAt" <= product_now()
          AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= product_now())
          AND (e.state = 'live' OR d.type = ${testEvent})
        ORDER BY d."nextAttemptAt", d.id LIMIT 1 FOR UPDATE SKIP LOCKED
      ) next
      WHERE a."closedAt" IS NULL
        AND e.id IN (SELECT q."endpointId" FROM "WebhookDelivery" q WHERE q.state = 'queued' AND q."nextAttemptAt" <= product_now())
        AND NOT EXISTS (SELECT 1 FROM "WebhookDelivery" b
          WHERE b."endpointId" = e.id AND b.state = 'queued' AND b."leasedUntil" > product_now())
      LIMIT 1
    )
    UPDATE "WebhookDelivery" d SET attempts = d.attempts + 1, "lastAttemptAt" = product_now(),
      "leasedUntil" = product_now() + make_interval(secs => ${leaseSeconds}::int)
    FROM due WHERE d.id = due.id RETURNING d.id::text AS id, d.attempts`;
  return given ?? null;
}
