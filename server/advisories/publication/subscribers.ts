/** Puts subscribers on the lists of advisories' notices and of digests: each hears of what is at least as severe as they chose. */
import { hearing } from "@/server/advisories/publication/severity";
import { closeList, queueSubscribers } from "@/server/notices/sending/list-subscribers";
import type { Database } from "@/server/platform/database";
import type { Severity } from "@/server/platform/generated/prisma/enums";
import { errorFields, log } from "@/server/platform/log";

/** Lists that are open are gone through again from the start: the database takes each subscriber once. */
export async function listAdvisorySubscribers(database: Database, publisher: string): Promise<void> {
  const open = await database.notice.findMany({
    where: { publisher, listedAt: null, kind: { in: ["advisory", "digest"] } },
    select: { id: true, digestSeverity: true, publication: { select: { severity: true } } },
    orderBy: { createdAt: "asc" },
  });
  for (const { id, digestSeverity, publication } of open) {
    const choices = digestSeverity === null ? hearing(publication?.severity ?? null) : [digestSeverity];
    try {
      await listWhole(database, { id, publisher }, choices, digestSeverity !== null);
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
  digest: boolean,
): Promise<void> {
  for (const minimumSeverity of choices)
    await queueSubscribers(database, notice, { topic: "advisories", digest, minimumSeverity });
  await database.$transaction((transaction) => closeList(transaction, notice.id));
}
