/** A contact confirms that the account received a notice: evidence beside what the mail server said. */
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import type { Database } from "@/server/platform/database";

/** Confirming again changes nothing. The time is the database's own. */
export async function confirmReceipt(database: Database, viewer: ContactViewer, noticeId: string): Promise<void> {
  const { accountId, membershipId } = viewer.contact;
  await database.$transaction(async (transaction) => {
    const notice = await transaction.accountNotice.findFirst({
      where: { noticeId, accountId, preparedAt: { not: null } },
    });
    if (notice === null) throw new Refusal((words) => words("received.refused.gone"));
    const { count } = await transaction.noticeReceipt.createMany({
      data: { noticeId, accountId, membershipId },
      skipDuplicates: true,
    });
    if (count === 0) return;
    await recordEvent(transaction, {
      kind: "notice.confirmed",
      actorId: viewer.personId,
      accountId,
      subjectId: noticeId,
      dataKeyId: await accountKey(transaction, accountId),
      details: { email: viewer.email },
    });
  });
}
