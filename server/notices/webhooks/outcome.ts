import { readPerson } from "@/server/accounts/people";
import { recordEvent } from "@/server/audit/events";
import { queueMail } from "@/server/mail/outbox";
import type { Lease } from "@/server/notices/webhooks/lease";
import { webhookStoppedMessage } from "@/server/notices/webhooks/messages";
import { failingLimit, pauseAfter } from "@/server/notices/webhooks/retries";
import { openDescribed } from "@/server/notices/webhooks/sealed-endpoint";
import type { Attempt } from "@/server/notices/webhooks/send";
import { seconds } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import type { WebhookDelivery, WebhookEndpoint } from "@/server/platform/generated/prisma/client";
import type { WebhookStop } from "@/server/platform/generated/prisma/enums";
import { isLocale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

interface Attempted {
  readonly delivery: WebhookDelivery & {
    readonly endpoint: WebhookEndpoint & { readonly account: { readonly dataKeyId: string } };
  };
  readonly lease: Lease;
  readonly attempt: Attempt;
  /** A test is tried once and says nothing of how the endpoint does with events. */
  readonly isTest: boolean;
}

/** One that lost its lease to another server is forgotten: that one's outcome counts. */
export async function recordOutcome(
  database: Database,
  publisherName: () => Promise<string>,
  { delivery, lease, attempt, isTest }: Attempted,
): Promise<void> {
  const { endpoint } = delivery;
  const publisher = await publisherName();
  const final = attempt.failure === "gone" || attempt.failure === "erased" || isTest;
  const pause = final ? null : pauseAfter(lease.attempts - delivery.attemptsBefore, attempt.retryAfter, Math.random());
  await database.$transaction(async (transaction) => {
    if (!(await settle(transaction, lease, attempt, pause))) return;
    if (attempt.failure === null) {
      await transaction.webhookEndpoint.updateMany({ where: { id: endpoint.id }, data: { failingSince: null } });
      return;
    }
    if (!isTest)
      await transaction.$executeRaw`
        UPDATE "WebhookEndpoint" SET "failingSince" = coalesce("failingSince", product_now()) WHERE id = ${endpoint.id}::uuid`;
    const stop = attempt.failure === "gone" ? "gone" : pause === null && !isTest ? "failing" : null;
    if (stop !== null && (await switchOff(transaction, endpoint.id, stop)))
      await tellAdmins(transaction, publisher, endpoint, stop);
  });
}

/** @returns false where the lease was lost */
async function settle(
  transaction: Transaction,
  { id, attempts }: Lease,
  { failure, status, milliseconds }: Attempt,
  pause: number | null,
): Promise<boolean> {
  const state = failure === null ? "delivered" : pause === null ? "failed" : "queued";
  const { count } = await transaction.webhookDelivery.updateMany({
    where: { id, attempts, state: "queued" },
    data: { state, failure, responseStatus: status, durationMs: milliseconds, leasedUntil: null },
  });
  if (count > 0 && pause !== null)
    await transaction.$executeRaw`
      UPDATE "WebhookDelivery" SET "nextAttemptAt" = product_now() + make_interval(secs => ${pause / seconds}) WHERE id = ${id}::uuid`;
  return count > 0;
}

/** @returns whether it was on, and has taken nothing for long enough where that is the reason */
async function switchOff(transaction: Transaction, id: string, stop: WebhookStop): Promise<boolean> {
  const longEnough = stop === "gone" ? 0 : failingLimit / seconds;
  const count = await transaction.$executeRaw`
    UPDATE "WebhookEndpoint" SET state = 'disabled', stop = ${stop}::"WebhookStop"
    WHERE id = ${id}::uuid AND state <> 'disabled'
      AND (${stop} = 'gone' OR "failingSince" <= product_now() - make_interval(secs => ${longEnough}))`;
  return count > 0;
}

/** The account's admins, or where it has none those who manage endpoints besides them. */
async function tellAdmins(
  transaction: Transaction,
  publisher: string,
  endpoint: Attempted["delivery"]["endpoint"],
  stop: WebhookStop,
): Promise<void> {
  const { id, accountId, account } = endpoint;
  const described = await openDescribed(transaction, account.dataKeyId, endpoint);
  const host = described === null ? "" : new URL(described.address).host;
  await recordEvent(transaction, {
    ...{ kind: "webhook.disabled", actorId: null, accountId, subjectId: id, dataKeyId: account.dataKeyId },
    details: { host, reason: stop },
  });
  const managers = await transaction.membership.findMany({
    where: {
      accountId,
      revokedAt: null,
      roles: { hasSome: ["admin", "privacy"] },
      // Nobody can be written to whose data was erased.
      person: { dataKey: { erasedAt: null } },
    },
    select: { personId: true, roles: true },
  });
  const admins = managers.filter(({ roles }) => roles.includes("admin"));
  const locale = isLocale(endpoint.locale) ? endpoint.locale : "en";
  const page = new URL(localHref(locale, `/portal/webhooks/${id}`), settings().publicUrl).href;
  for (const { personId } of admins.length > 0 ? admins : managers) {
    const person = await readPerson(transaction, personId);
    const message = webhookStoppedMessage(wordsIn(locale), publisher, { host, stop, page });
    await queueMail(transaction, { to: person.email, dataKeyId: person.dataKeyId, message });
  }
}
