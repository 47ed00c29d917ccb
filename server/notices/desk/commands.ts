/**
 * What staff do about an account that was not told, a message that came back late, and a hold. The database decides again,
 * stamps the time and gives notice (migrations notice_clock, notice_follow_up).
 */
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { type AuditDetails, recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import type { CloseInput, DecideInput, RecordInput, SendInput } from "@/server/notices/desk/schema";
import { claimAccount, recordSentOn, triedOf } from "@/server/notices/follow-up";
import { sameAddress } from "@/server/notices/preparation/recipients";
import { queueDelivery } from "@/server/notices/queue-delivery";
import { sealClosure, sealDecision, sealRecord } from "@/server/notices/sealed-notice";
import type { Database, Transaction } from "@/server/platform/database";
import type { WordKey } from "@/server/words/words";

/** Sends the notice to an address that staff have found. It follows the last message that was not taken. */
export async function sendToAnother(
  database: Database,
  publisher: string,
  viewer: Viewer,
  { email, name, ...place }: SendInput,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const open = await openPlace(transaction, publisher, place);
    const tried = await triedOf(transaction, open);
    if (tried.some((each) => sameAddress(each) === sameAddress(email))) refuse("notices.refused.tried", "email");
    const replaced = await toReplace(transaction, place);
    const recipient = { email, name: name === "" ? null : name, locale: "en" as const };
    const deliveryId = await queueDelivery(transaction, { ...place, recipient, ...replaced });
    await recordSentOn(transaction, { ...open, deliveryId, actorId: viewer.personId });
  });
}

/** The message that a new one follows: one that failed or came back and that nothing follows yet. */
async function toReplace(transaction: Transaction, place: Place): Promise<{ replacesId?: string }> {
  const rows = await transaction.delivery.findMany({
    where: place,
    orderBy: [{ settledAt: "desc" }, { id: "desc" }],
    select: { id: true, state: true, successor: { select: { id: true } } },
  });
  if (rows.length === 0) return {};
  const last = rows.find(({ state, successor }) => (state === "failed" || state === "bounced") && successor === null);
  return last === undefined ? refuse("notices.refused.underWay") : { replacesId: last.id };
}

/** The account was told another way, for instance by post. Notice counts from now on. */
export async function recordTold(
  database: Database,
  publisher: string,
  viewer: Viewer,
  { text, ...place }: RecordInput,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    await openPlace(transaction, publisher, place);
    if ((await transaction.noticeRecord.count({ where: place })) > 0) refuse("notices.refused.recorded");
    const sealed = await sealRecord(transaction, place, text);
    await transaction.noticeRecord.create({ data: { ...place, sealed, recordedById: viewer.personId } });
    await tell(transaction, "notice.recorded", viewer, place);
  });
}

/** What staff found about a message that came back after the account's own time. */
export async function closeBounce(
  database: Database,
  publisher: string,
  viewer: Viewer,
  { deliveryId, text, ...place }: CloseInput,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    await openPlace(transaction, publisher, place);
    const found = await transaction.delivery.findFirst({
      where: { id: deliveryId, ...place, state: "bounced" },
      include: { closure: { select: { deliveryId: true } } },
    });
    if (found === null) refuse("notices.refused.gone");
    if (found.closure !== null) refuse("notices.refused.closed");
    const sealed = await sealClosure(transaction, { id: deliveryId, accountId: place.accountId }, text);
    await transaction.bounceClosure.create({ data: { deliveryId, sealed, closedById: viewer.personId } });
    await tell(transaction, "notice.bounce-closed", viewer, place, { delivery: deliveryId });
  });
}

/** Ends a hold: the change is applied to the account, from then on, or the account stays without it. */
export async function decideHold(
  database: Database,
  publisher: string,
  viewer: Viewer,
  { holdId: id, decision, text, ...place }: DecideInput,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { changeId, accountId } = await openPlace(transaction, publisher, place);
    if (changeId === null) refuse("notices.refused.gone");
    const hold = await transaction.hold.findFirst({ where: { id, changeId, accountId } });
    if (hold === null) refuse("notices.refused.gone");
    // Beside its objection, whose outcome the decision follows.
    if (hold.reason === "objection") refuse("notices.refused.objection");
    if (hold.decision !== null) refuse("notices.refused.decided");
    if (decision === "apply" && !(await isTold(transaction, changeId, accountId)))
      refuse("notices.refused.untold", "decision");
    const sealed = await sealDecision(transaction, { id, accountId }, text);
    const { count } = await transaction.hold.updateMany({
      where: { id, decision: null },
      data: { decision, decidedById: viewer.personId, sealed },
    });
    if (count === 0) refuse("notices.refused.decided");
    await tell(transaction, "hold.decided", viewer, place, { decision });
  });
}

/** What the database asks before a change is applied: the account was told, and the change's time is fixed. */
async function isTold(transaction: Transaction, changeId: string, accountId: string): Promise<boolean> {
  const [row] = await transaction.$queryRaw<{ told: boolean }[]>`
    SELECT account_window_until(${changeId}::uuid, ${accountId}::uuid) IS NOT NULL AS told`;
  return row?.told ?? false;
}

interface Place {
  readonly noticeId: string;
  readonly accountId: string;
}

/** The account's notice, locked; whoever comes at the same moment is told to look again. */
async function openPlace(transaction: Transaction, publisher: string, { noticeId, accountId }: Place) {
  const row = await transaction.accountNotice.findFirst({
    where: { noticeId, accountId, preparedAt: { not: null }, notice: { publisher }, account: { closedAt: null } },
    select: { notice: { select: { kind: true, changeId: true } } },
  });
  if (row === null) refuse("notices.refused.gone");
  const { changeId } = row.notice;
  const place = { noticeId, accountId, changeId };
  if (!(await claimAccount(transaction, place))) refuse("notices.refused.busy");
  if (changeId === null) return place;
  const { state } = await transaction.subProcessorChange.findUniqueOrThrow({ where: { id: changeId } });
  if (state === "withdrawn" && row.notice.kind === "change") refuse("notices.refused.withdrawn");
  return place;
}

async function tell(
  transaction: Transaction,
  kind: AuditKind,
  viewer: Viewer,
  { noticeId, accountId }: Place,
  details: AuditDetails = {},
): Promise<void> {
  await recordEvent(transaction, {
    ...{ kind, actorId: viewer.personId, accountId, subjectId: noticeId, details },
    dataKeyId: await accountKey(transaction, accountId),
  });
}

function refuse(sentence: WordKey, field?: string): never {
  throw new Refusal((words) => words(sentence), field);
}
