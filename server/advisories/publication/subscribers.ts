/**
 * Puts subscribers on the lists of advisories' notices and of digests: each hears of what is at least as severe as they chose.
 * Whoever was told of the same revision for an account hears of it once, in the message that says what it is to the account.
 */
import { hearing } from "@/server/advisories/publication/severity";
import { openRecipient } from "@/server/notices/sealed-notice";
import { closeList, queueSubscribers } from "@/server/notices/sending/list-subscribers";
import type { SubscriberFilter } from "@/server/notices/subscriptions/queries";
import { subscriberIndex } from "@/server/notices/subscriptions/sealed-subscription";
import type { Database } from "@/server/platform/database";
import type { Severity } from "@/server/platform/generated/prisma/enums";
import { errorFields, log } from "@/server/platform/log";

/** Lists that are open are gone through again from the start: the database takes each subscriber once. */
export async function listAdvisorySubscribers(database: Database, publisher: string): Promise<void> {
  const open = await database.notice.findMany({
    where: { publisher, listedAt: null, kind: { in: ["advisory", "digest"] } },
    select: {
      ...{ id: true, digestSeverity: true },
      publication: { select: { severity: true, advisoryId: true, revision: true } },
    },
    orderBy: { createdAt: "asc" },
  });
  for (const { id, digestSeverity, publication } of open) {
    const choices = digestSeverity === null ? hearing(publication?.severity ?? null) : [digestSeverity];
    try {
      const except = publication === null ? [] : await toldForAccounts(database, publisher, publication);
      await listWhole(database, { id, publisher }, choices, { digest: digestSeverity !== null, except });
    } catch (error) {
      // Whoever is slower finds the list closed by another server, which has put everybody on it.
      const { listedAt } = await database.notice.findUniqueOrThrow({ where: { id }, select: { listedAt: true } });
      if (listedAt === null) log("error", "advisories.subscribers", { noticeId: id, ...errorFields(error) });
    }
  }
}

async function listWhole(
  database: Database,
  notice: { readonly id: string; readonly publisher: string },
  choices: readonly Severity[],
  filter: Pick<SubscriberFilter, "digest" | "except">,
): Promise<void> {
  for (const minimumSeverity of choices)
    await queueSubscribers(database, notice, { topic: "advisories", minimumSeverity, ...filter });
  await database.$transaction((transaction) => closeList(transaction, notice.id));
}

/** Their addresses, each once. */
async function toldForAccounts(
  database: Database,
  publisher: string,
  { advisoryId, revision }: { readonly advisoryId: string; readonly revision: number },
): Promise<Uint8Array<ArrayBuffer>[]> {
  const rows = await database.delivery.findMany({
    where: { accountId: { not: null }, notice: { publication: { publisher, advisoryId, revision } } },
    select: { id: true, accountId: true, sealed: true },
  });
  const emails = new Set<string>();
  for (const { id, accountId, sealed } of rows) {
    const recipient = accountId && sealed && (await openRecipient(database, { id, accountId, sealed }));
    if (recipient) emails.add(recipient.email);
  }
  return Promise.all([...emails].map(subscriberIndex));
}
