/**
 * Writes the list of subscribers that a notice goes to: a page at a time, in the order of their ids, and again from the
 * start after a crash, since the database takes each subscriber once. Closing the list ends it.
 */
import { z } from "zod";
import { addJob, defineJob } from "@/server/jobs/queue";
import { sendNoticesJob } from "@/server/notices/sending/send-due";
import { confirmedSubscribers, type SubscriberFilter } from "@/server/notices/subscriptions/queries";
import { now } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { errorFields, log } from "@/server/platform/log";
import { locales } from "@/server/words/locale";

export const listSubscribersJob = defineJob("list-subscribers", z.unknown());

const page = 500;

/**
 * Of changes and withdrawals; other notices are listed by the rooms that begin them. Notices whose text is not yet there in
 * every language wait. @param publisher the pack's name
 */
export async function listSubscribers(database: Database, publisher: string): Promise<void> {
  const open = await database.notice.findMany({
    where: { publisher, listedAt: null, kind: { in: ["change", "withdrawal"] } },
    include: { change: { select: { state: true } }, texts: { select: { locale: true } } },
    orderBy: { createdAt: "asc" },
  });
  for (const { id, kind, change, changeId, texts } of open) {
    // Of a change that is withdrawn nobody is told any more; of the withdrawal is whoever was told of the change.
    const over = kind === "change" && change?.state === "withdrawn";
    if (!over && !locales.every((locale) => texts.some((text) => text.locale === locale))) continue;
    if (kind === "withdrawal") await listToldOf(database, id, changeId);
    else if (!over) await queueSubscribers(database, { id, publisher }, { topic: "sub_processors" });
    await database.$transaction((transaction) => closeList(transaction, id));
  }
}

/** The list is whole: nobody is added to it any more, and what is on it is sent. */
export async function closeList(transaction: Transaction, noticeId: string): Promise<void> {
  await transaction.notice.updateMany({ where: { id: noticeId, listedAt: null }, data: { listedAt: now() } });
  await addJob(transaction, sendNoticesJob, {}, sendNoticesJob.name);
}

/**
 * Writes one notice's list and closes it; one that fails holds up no other, and is written again from the start.
 * @param event what is logged of a failure
 * @param write puts everybody on the list; the database takes each once
 */
export async function writeList(
  database: Database,
  noticeId: string,
  event: string,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
    await database.$transaction((transaction) => closeList(transaction, noticeId));
  } catch (error) {
    // Whoever is slower finds the list closed by another server, which has put everybody on it.
    const { listedAt } = await database.notice.findUniqueOrThrow({
      where: { id: noticeId },
      select: { listedAt: true },
    });
    if (listedAt === null) log("error", event, { noticeId, ...errorFields(error) });
  }
}

/** Puts everybody on a notice's list who wants to hear of it, each once. */
export async function queueSubscribers(
  database: Database,
  { id: noticeId, publisher }: { readonly id: string; readonly publisher: string },
  filter: SubscriberFilter,
): Promise<void> {
  let afterId: string | null = null;
  for (;;) {
    const found = await confirmedSubscribers(database, publisher, { ...filter, afterId, limit: page });
    const ids: string[] = found.map(({ id }) => id);
    await queue(database, noticeId, ids);
    afterId = ids.at(-1) ?? null;
    if (ids.length < page) return;
  }
}

/** Those whose message about the change was on its way or further. */
async function listToldOf(database: Database, noticeId: string, changeId: string | null): Promise<void> {
  const about = { changeId, kind: "change" } as const;
  let after: string | null = null;
  for (;;) {
    const told: { id: string; subscriptionId: string | null }[] = await database.delivery.findMany({
      where: { notice: about, subscriptionId: { not: null }, attempts: { gt: 0 }, ...(after && { id: { gt: after } }) },
      select: { id: true, subscriptionId: true },
      orderBy: { id: "asc" },
      take: page,
    });
    const ids = told.flatMap(({ subscriptionId }) => subscriptionId ?? []);
    await queue(database, noticeId, ids);
    after = told.at(-1)?.id ?? null;
    if (told.length < page) return;
  }
}

async function queue(database: Database, noticeId: string, subscriptionIds: readonly string[]): Promise<void> {
  const { hostname } = settings().publicUrl;
  const data = subscriptionIds.map((subscriptionId) => {
    const id = newId();
    return { id, noticeId, subscriptionId, messageId: `<${id}@${hostname}>` };
  });
  if (data.length > 0) await database.delivery.createMany({ data, skipDuplicates: true });
}
