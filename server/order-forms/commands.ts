/** Order forms: made, changed and ended by staff, each with its audit event in the same transaction. */
import { Refusal } from "@/server/access/refusal";
import { type AuditEntry, recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import { type Known, problemsOf, type Terms } from "@/server/order-forms/rules";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import { sealContacts } from "@/server/order-forms/sealed-contacts";
import { type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

/** @returns the order form's id */
export async function createOrderForm(
  database: Database,
  input: OrderFormTerms & { readonly accountId: string },
  known: Known,
  actorId: string | null,
): Promise<string> {
  refuseUnknown(input, known);
  return once(() =>
    database.$transaction(async (transaction) => {
      const account = await transaction.account.findFirst({ where: { id: input.accountId, closedAt: null } });
      if (account === null) throw new Refusal((words) => words("orders.refused.noAccount"));
      const [id, { dataKeyId }] = [newId(), account];
      const sealed = await sealContacts(transaction, { id, dataKeyId }, input.contacts);
      await transaction.orderForm.create({ data: { id, accountId: account.id, ...columnsOf(input), sealed } });
      const place = { id, accountId: account.id, dataKeyId };
      await recordEvent(transaction, auditEntryOf("order-form.created", place, input, actorId));
      return id;
    }),
  );
}

interface Place {
  readonly accountId: string;
  readonly orderFormId: string;
}

export async function changeOrderForm(
  database: Database,
  input: OrderFormTerms & Place,
  known: Known,
  actorId: string | null,
): Promise<void> {
  await once(() =>
    database.$transaction(async (transaction) => {
      const row = await openOrderForm(transaction, input);
      refuseUnknown(input, known, row);
      const sealed = await sealContacts(transaction, row, input.contacts);
      await transaction.orderForm.update({ where: { id: row.id }, data: { ...columnsOf(input), sealed } });
      await recordEvent(transaction, auditEntryOf("order-form.changed", row, input, actorId));
    }),
  );
}

/** @param at any time: the database puts its own */
export async function endOrderForm(database: Database, place: Place, actorId: string | null, at: Date): Promise<void> {
  await database.$transaction(async (transaction) => {
    const row = await openOrderForm(transaction, place);
    await transaction.orderForm.update({ where: { id: row.id }, data: { endedAt: at } });
    const { id: subjectId, accountId, dataKeyId, reference } = row;
    await recordEvent(transaction, {
      ...{ kind: "order-form.ended", actorId, accountId, subjectId, dataKeyId },
      details: { reference },
    });
  });
}

/** Locks the row first, so that a change and an end at once come one after the other. */
async function openOrderForm(transaction: Transaction, { accountId, orderFormId }: Place) {
  // An import that is under way is waited for before the row is held: it may be about to change it.
  await transaction.$executeRaw`LOCK TABLE "OrderForm" IN ROW EXCLUSIVE MODE`;
  await transaction.$queryRaw`SELECT id::text FROM "OrderForm" WHERE id = ${orderFormId}::uuid FOR UPDATE`;
  const row = await transaction.orderForm.findFirst({
    where: { id: orderFormId, accountId },
    include: { account: { select: { dataKeyId: true } } },
  });
  if (row === null) throw new Refusal((words) => words("orders.refused.gone"));
  if (row.endedAt !== null) throw new Refusal((words) => words("orders.refused.ended"));
  return { ...row, dataKeyId: row.account.dataKeyId };
}

function refuseUnknown(input: OrderFormTerms, known: Known, kept?: Terms): void {
  const [problem] = problemsOf(input, known, kept);
  if (problem !== undefined) throw new Refusal((words) => words(`orders.refused.${problem.kind}`), problem.field);
}

export function columnsOf({ reference, regions, services, restricted, approvedSubProcessors }: OrderFormTerms) {
  return { reference, regions, services, restricted, approvedSubProcessors };
}

/** The log counts the contacts and names none: a name there could not be taken out when somebody leaves the customer. */
export function auditEntryOf(
  kind: AuditKind,
  { id, accountId, dataKeyId }: { id: string; accountId: string; dataKeyId: string },
  terms: OrderFormTerms,
  actorId: string | null,
): AuditEntry {
  const details = { ...columnsOf(terms), contacts: terms.contacts.length };
  return { kind, actorId, accountId, subjectId: id, dataKeyId, details };
}

async function once<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal((words) => words("orders.refused.referenceTaken"), "reference");
    throw error;
  }
}
