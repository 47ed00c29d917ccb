/** What the customers' order forms say, for what the product does by itself: wording a notice, and finding who gets it. */
import { openDataKeys } from "@/server/keys/data-keys";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import { openContacts } from "@/server/order-forms/sealed-contacts";
import type { Transaction } from "@/server/platform/database";

export interface OrderFormInForce extends OrderFormTerms {
  readonly id: string;
}

/** What each account has ordered, by name, of order forms that have not ended. Accounts that are closed are left out. */
export async function servicesInForce(transaction: Transaction): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await transaction.orderForm.findMany({
    where: { endedAt: null, account: { closedAt: null } },
    select: { accountId: true, services: true },
  });
  const found = new Map<string, string[]>();
  for (const { accountId, services } of rows) found.set(accountId, [...(found.get(accountId) ?? []), ...services]);
  return found;
}

/**
 * Order forms that have not ended, by account, each account's in the order of their references. An account without any has
 * no entry. Give some hundred accounts at a time. Contacts are in clear, and none where the account's key was erased.
 */
export async function orderFormsInForce(
  transaction: Transaction,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OrderFormInForce[]>> {
  const rows = await transaction.orderForm.findMany({
    where: { accountId: { in: [...accountIds] }, endedAt: null },
    include: { account: { select: { dataKeyId: true } } },
    orderBy: [{ accountId: "asc" }, { reference: "asc" }],
  });
  await openDataKeys(transaction, [...new Set(rows.map(({ account }) => account.dataKeyId))]);
  const found = new Map<string, OrderFormInForce[]>();
  for (const { account, sealed, accountId, createdAt: _, endedAt: __, ...terms } of rows) {
    const contacts = await openContacts(transaction, { id: terms.id, sealed, dataKeyId: account.dataKeyId });
    const known = found.get(accountId);
    if (known === undefined) found.set(accountId, [{ ...terms, contacts }]);
    else known.push({ ...terms, contacts });
  }
  return found;
}
