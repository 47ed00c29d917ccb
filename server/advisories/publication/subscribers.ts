/**
 * Puts subscribers on the lists of advisories' notices and of digests: each hears of what is at least as severe as they chose.
 * Whoever was told of the same revision for an account hears of it once, in the message that says what it is to the account.
 */
import { hearing } from "@/server/advisories/publication/severity";
import { openRecipient } from "@/server/notices/sealed-notice";
import { queueSubscribers, writeList } from "@/server/notices/sending/list-subscribers";
import { subscriberIndex } from "@/server/notices/subscriptions/sealed-subscription";
import type { Database } from "@/server/platform/database";

export async function listAdvisorySubscribers(database: Database, publisher: string): Promise<void> {
  const open = await database.notice.findMany({
    where: { publisher, listedAt: null, kind: { in: ["advisory", "digest"] } },
    select: {
      ...{ id: true, digestSeverity: true },
      publication: { select: { severity: true, advisoryId: true, revision: true } },
    },
    orderBy: { createdAt: "asc" },
  });
  for (const { id, digestSeverity, publication } of open)
    await writeList(database, id, "advisories.subscribers", async () => {
      const except = publication === null ? [] : await toldForAccounts(database, publisher, publication);
      const filter = { topic: "advisories", digest: digestSeverity !== null, except } as const;
      const choices = digestSeverity === null ? hearing(publication?.severity ?? null) : [digestSeverity];
      for (const minimumSeverity of choices)
        await queueSubscribers(database, { id, publisher }, { ...filter, minimumSeverity });
    });
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
