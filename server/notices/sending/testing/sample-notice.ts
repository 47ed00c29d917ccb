/** A notice whose messages are queued, to accounts and to subscribers, as preparing and listing leave it. */
import { makeAccount, randomWord } from "@/prisma/factories";
import { newDataKey } from "@/server/keys/data-keys";
import { sealContent, sealRecipient } from "@/server/notices/sealed-notice";
import { sealSubscriber, subscriberIndex, tokenHashOf } from "@/server/notices/subscriptions/sealed-subscription";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import type { ClockBench } from "@/server/subprocessors/testing/clock-bench";

export interface SampleSize {
  readonly accounts: number;
  readonly contactsEach: number;
  readonly subscribers: number;
}

export interface SampleNotice {
  readonly noticeId: string;
  readonly changeId: string;
}

export async function queueNotice(bench: ClockBench, size: SampleSize): Promise<SampleNotice> {
  const { accounts, contactsEach, subscribers } = size;
  const ids: string[] = [];
  for (let made = 0; made < accounts; made++) ids.push((await makeAccount()).id);
  const changeId = await bench.propose();
  await bench.approve(changeId);
  const noticeId = await bench.notice(changeId);
  const texts = ["en", "nb"].map((locale) => ({
    noticeId,
    locale,
    subject: `A change (${locale})`,
    text: "It changes.\n",
  }));
  await database().noticeText.createMany({ data: texts });
  for (const accountId of ids) await prepare(noticeId, accountId, contactsEach);
  await queueTo(noticeId, await makeSubscribers(bench.publisher, subscribers));
  return { noticeId, changeId };
}

async function prepare(noticeId: string, accountId: string, contacts: number): Promise<void> {
  await database().$transaction(async (transaction) => {
    const data = await Promise.all(
      Array.from({ length: contacts }, async () => {
        const row = newRow(noticeId);
        const recipient = { email: `c-${randomWord()}@customer.example`, name: null, locale: "en" } as const;
        return { ...row, accountId, sealed: await sealRecipient(transaction, { id: row.id, accountId }, recipient) };
      }),
    );
    await transaction.delivery.createMany({ data });
    const told = { subject: `What changes for ${accountId}`, text: "It changes for you.\n", orderForms: [] };
    const row = { noticeId, accountId };
    const sealed = await sealContent(transaction, row, told);
    await transaction.accountNotice.update({
      where: { noticeId_accountId: row },
      data: { relation: "touches", sealed },
    });
  });
}

export async function queueTo(noticeId: string, subscriptionIds: readonly string[]): Promise<void> {
  const rows = subscriptionIds.map((subscriptionId) => ({ ...newRow(noticeId), subscriptionId }));
  for (let done = 0; done < rows.length; done += 1000)
    await database().delivery.createMany({ data: rows.slice(done, done + 1000) });
}

function newRow(noticeId: string) {
  const id = newId();
  return { id, noticeId, messageId: `<${id}@localhost>` };
}

export const subscriberAddress = (id: string): string => `s-${id}@subscriber.example`;
export const subscriberLocale = (id: string) => (id < "8" ? "en" : "nb");

/** Confirmed, half of them in Norwegian. @returns their ids */
export async function makeSubscribers(publisher: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  for (let done = 0; done < count; done += 1000) {
    const data = ids.slice(done, done + 1000).map(async (id) => {
      const dataKeyId = await newDataKey(database(), "subscription");
      return {
        ...{ id, publisher, dataKeyId, locale: subscriberLocale(id), confirmedAt: now() },
        topics: ["sub_processors" as const],
        emailIndex: await subscriberIndex(subscriberAddress(id)),
        sealed: await sealSubscriber(database(), { id, dataKeyId }, subscriberAddress(id)),
        tokenHash: await tokenHashOf(id),
      };
    });
    await database().subscription.createMany({ data: await Promise.all(data) });
  }
  return ids;
}
