/**
 * Marks the messages that a delivery report tells of as bounced. The database decides what that undoes (migration
 * notice_clock). A report of a message that is none of ours, or was told of before, changes nothing.
 */
import { z } from "zod";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import { addJob, defineJob } from "@/server/jobs/queue";
import { withoutAddresses } from "@/server/mail/deliver";
import type { DeliveryReport, FailedRecipient } from "@/server/notices/bounces/delivery-report";
import { sameAddress } from "@/server/notices/preparation/recipients";
import { openRecipient } from "@/server/notices/sealed-notice";
import { endUnreachable } from "@/server/notices/subscriptions/commands";
import { openSubscriber } from "@/server/notices/subscriptions/sealed-subscription";
import { now } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";

/** For a report that is quicker than the record of what it is about: the message is still marked as being sent. */
export const recordBounceJob = defineJob(
  "record-bounce",
  z.object({ deliveryId: z.uuid(), answer: z.string(), noMailbox: z.boolean() }),
);
type Bounce = z.infer<typeof recordBounceJob.payload>;

export async function recordBounces(database: Database, { messageIds, failed }: DeliveryReport): Promise<void> {
  if (failed.length === 0 || messageIds.length === 0) return;
  const rows = await database.delivery.findMany({ where: { messageId: { in: [...messageIds] } } });
  for (const row of rows) {
    const told = failureOf(await addressOf(database, row), failed);
    if (told === undefined) continue;
    const { answer, noMailbox } = told;
    const bounce = { deliveryId: row.id, answer: withoutAddresses(answer, row.messageId), noMailbox };
    if (row.state === "queued" && row.attempts > 0) await addJob(database, recordBounceJob, bounce);
    else await recordBounce(database, bounce);
  }
}

/** @throws while the message is marked as being sent: the job is tried again later */
export async function recordLateBounce(database: Database, bounce: Bounce): Promise<void> {
  const { state } = await database.delivery.findUniqueOrThrow({ where: { id: bounce.deliveryId } });
  if (state === "queued") throw new Error("the message is still marked as being sent");
  await recordBounce(database, bounce);
}

async function recordBounce(database: Database, { deliveryId: id, answer, noMailbox }: Bounce): Promise<void> {
  await database.$transaction(async (transaction) => {
    const row = await transaction.delivery.findUniqueOrThrow({ where: { id } });
    // The mail server's first answer stays above it: the two together are the proof.
    const serverResponse = [row.serverResponse, answer].filter(Boolean).join("\n");
    const { count } = await transaction.delivery.updateMany({
      where: { id, state: "accepted" },
      data: { state: "bounced", serverResponse },
    });
    if (count === 0) return;
    const { accountId, subscriptionId, noticeId } = row;
    if (subscriptionId !== null && noMailbox) await endUnreachable(transaction, subscriptionId, now());
    if (accountId === null) return;
    await recordEvent(transaction, {
      ...{ kind: "notice.bounced", actorId: null, accountId, subjectId: noticeId },
      dataKeyId: await accountKey(transaction, accountId),
      details: { delivery: id, answer },
    });
  });
}

interface Sent {
  readonly id: string;
  readonly accountId: string | null;
  readonly subscriptionId: string | null;
  readonly sealed: Uint8Array | null;
}

/** @returns null where the recipient's data was erased */
async function addressOf(transaction: Transaction, sent: Sent): Promise<string | null> {
  const { id, accountId, subscriptionId, sealed } = sent;
  if (accountId !== null && sealed !== null)
    return (await openRecipient(transaction, { id, accountId, sealed }))?.email ?? null;
  const subscription = await transaction.subscription.findUnique({ where: { id: subscriptionId ?? id } });
  return subscription && openSubscriber(transaction, subscription);
}

/** A report that names recipients, and not this one, is of a copy that somebody sent on. */
function failureOf(email: string | null, failed: readonly FailedRecipient[]): FailedRecipient | undefined {
  const own = (addresses: readonly string[]) =>
    email !== null && addresses.map(sameAddress).includes(sameAddress(email));
  return failed.find(({ addresses }) => own(addresses)) ?? failed.find(({ addresses }) => addresses.length === 0);
}
