/** The accounts that an incident concerns. One that is added after an update is told by the next, or at once. */
import { type Desk, findDescribed, findOpen, recordOf, refuse } from "@/server/assurance/incidents/find-incident";
import { updateMessage } from "@/server/assurance/incidents/messages";
import type { AccountInput } from "@/server/assurance/incidents/schema";
import { openPart } from "@/server/assurance/incidents/sealed-incident";
import { tellAccount } from "@/server/notices/preparation/tell-account";
import type { Transaction } from "@/server/platform/database";

/** Adding one again changes nothing. */
export async function addAccount(desk: Desk, { incidentId, accountId }: AccountInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    const account = await transaction.account.findFirst({ where: { id: accountId, closedAt: null } });
    if (account === null) refuse("incidents.refused.chooseAccount", "accountId");
    if (await isConcerned(transaction, incidentId, accountId)) return;
    await transaction.incidentAccount.create({ data: { incidentId, accountId, addedById: desk.viewer.personId } });
    await recordOf(transaction, desk, row, "incident.account-added", { account: accountId });
  });
}

/** Only while it is not told: who was told stays with the incident. */
export async function removeAccount(desk: Desk, { incidentId, accountId }: AccountInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    if (!(await isConcerned(transaction, incidentId, accountId))) return;
    const told = await transaction.accountNotice.count({
      where: { accountId, notice: { incidentUpdate: { incidentId } } },
    });
    if (told > 0) refuse("incidents.refused.told");
    await transaction.incidentAccount.delete({ where: { incidentId_accountId: { incidentId, accountId } } });
    await recordOf(transaction, desk, row, "incident.account-removed", { account: accountId });
  });
}

/** Sends the last update to an account that was added after it. */
export async function tellNow(desk: Desk, { incidentId, accountId }: AccountInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const { row, title } = await findDescribed(transaction, desk.pack, incidentId);
    if (!(await isConcerned(transaction, incidentId, accountId))) refuse("incidents.refused.notConcerned");
    const last = await transaction.incidentUpdate.findFirst({
      where: { incidentId },
      orderBy: { number: "desc" },
      include: { notice: { select: { id: true } } },
    });
    const text = last && (await openPart(transaction, row, `update/${last.id}`, last.sealed));
    if (last === null || last.notice === null || text === null) refuse("incidents.refused.noUpdate");
    const { number, notice } = last;
    const publisherName = desk.pack.publisher.names.short;
    const message = updateMessage({ publisherName, incident: row, number, title, text });
    const telling = { noticeId: notice.id, accountId, subject: message.subject, text: message.text };
    if (!(await tellAccount(transaction, telling))) refuse("incidents.refused.toldAlready");
    await recordOf(transaction, desk, row, "incident.account-told", { account: accountId, update: number });
  });
}

async function isConcerned(transaction: Transaction, incidentId: string, accountId: string): Promise<boolean> {
  return (await transaction.incidentAccount.count({ where: { incidentId, accountId } })) > 0;
}
