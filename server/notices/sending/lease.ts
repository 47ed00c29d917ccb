/** Taking what is due, so that no other sender takes it too, and giving back what was not sent. */
import { seconds } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";

export interface Leased {
  readonly id: string;
  readonly noticeId: string;
  readonly accountId: string | null;
  readonly subscriptionId: string | null;
  readonly sealed: Uint8Array | null;
  readonly messageId: string;
  /** With this one. Whoever takes the row after us raises it: then our own failure says nothing any more. */
  readonly attempts: number;
  /** Milliseconds since the message was made. */
  readonly age: number;
}

/**
 * The try is counted when the row is taken: a sender that dies in the middle may have sent it. Contractual messages go
 * first, because a change's time waits for them.
 * @param lease milliseconds
 */
export async function leaseDue(database: Database, publisher: string, batch: number, lease: number): Promise<Leased[]> {
  const [, leased] = await database.$transaction([
    // A hundred thousand messages that are new to its statistics look like a few, which the planner would sort each time.
    database.$executeRaw`SET LOCAL enable_sort = off`,
    database.$queryRaw<Leased[]>`
      UPDATE "Delivery" d SET attempts = d.attempts + 1, "dueAt" = product_now() + make_interval(secs => ${lease / seconds})
      FROM (SELECT q.id FROM "Delivery" q JOIN "Notice" n ON n.id = q."noticeId" AND n.publisher = ${publisher}
            WHERE q.state = 'queued' AND q."dueAt" <= product_now()
            ORDER BY (q."accountId" IS NULL), q."dueAt" LIMIT ${batch} FOR UPDATE OF q SKIP LOCKED) due
      WHERE d.id = due.id
      RETURNING d.id, d."noticeId", d."accountId", d."subscriptionId", d.sealed, d."messageId", d.attempts,
        extract(epoch FROM product_now() - d."createdAt")::float8 * 1000 AS age`,
  ]);
  return leased;
}

/** Nothing of these was sent: they count as not tried. @param pause milliseconds until they may be tried again */
export async function giveBack(database: Database, leased: readonly Leased[], pause: number): Promise<void> {
  for (const { id, attempts } of leased)
    await database.$executeRaw`
      UPDATE "Delivery" SET attempts = attempts - 1, "dueAt" = product_now() + make_interval(secs => ${pause / seconds})
      WHERE id = ${id}::uuid AND state = 'queued' AND attempts = ${attempts}`;
}
