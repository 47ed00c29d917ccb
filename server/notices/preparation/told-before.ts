import { sameAddress } from "@/server/notices/preparation/recipients";
import { openRecipient, type Recipient } from "@/server/notices/sealed-notice";
import type { Transaction } from "@/server/platform/database";

/**
 * Whoever may have read that a change was coming hears that it is withdrawn: those whose message was taken or was on its
 * way, and the account's present contacts too where staff told it another way or nobody is left.
 */
export async function toldBefore(
  transaction: Transaction,
  changeId: string,
  accountId: string,
  contacts: readonly Recipient[],
): Promise<Recipient[]> {
  const notice = { changeId, kind: "change" } as const;
  const rows = await transaction.delivery.findMany({
    where: { accountId, notice, attempts: { gt: 0 }, state: { in: ["accepted", "queued", "cancelled"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const told = new Map<string, Recipient>();
  for (const { id, sealed } of rows) {
    const opened = sealed && (await openRecipient(transaction, { id, accountId, sealed }));
    if (opened) told.set(sameAddress(opened.email), opened);
  }
  const recorded = await transaction.noticeRecord.count({ where: { accountId, accountNotice: { notice } } });
  if (recorded > 0 || told.size === 0)
    for (const each of contacts) if (!told.has(sameAddress(each.email))) told.set(sameAddress(each.email), each);
  return [...told.values()];
}
