/**
 * Who of an account gets its notices: the contacts that its order forms in force name, else its `privacy` contacts, else its
 * `admin`s. Nobody of them can unsubscribe: the notice is owed to the customer.
 */
import { erasedIdentity, openPerson } from "@/server/accounts/people";
import type { Recipient } from "@/server/notices/sealed-notice";
import type { NoticeContact } from "@/server/order-forms/schema";
import type { Transaction } from "@/server/platform/database";
import type { AccountRole } from "@/server/platform/generated/prisma/enums";

/** Nothing is known of a contact's language. */
const locale = "en";

export interface ContactLists {
  readonly orderForms: readonly Recipient[];
  readonly privacy: readonly Recipient[];
  readonly admin: readonly Recipient[];
}

/** @param orderForms of the account, those in force */
export async function contactLists(
  transaction: Transaction,
  accountId: string,
  orderForms: readonly { readonly contacts: readonly NoticeContact[] }[],
): Promise<ContactLists> {
  const named = orderForms.flatMap(({ contacts }) => contacts);
  return {
    orderForms: named.map(({ email, name }) => ({ email, name: name === "" ? null : name, locale })),
    privacy: await contactsWith(transaction, accountId, "privacy"),
    admin: await contactsWith(transaction, accountId, "admin"),
  };
}

/** The first list that names anybody, each address once. Empty where there is nobody at all. */
export function firstRecipients({ orderForms, privacy, admin }: ContactLists): Recipient[] {
  return once([orderForms, privacy, admin].find((list) => list.length > 0) ?? []);
}

/** Whom to try when a message failed or came back: the next in the same order who was not tried. */
export function nextRecipient(lists: ContactLists, tried: readonly string[]): Recipient | undefined {
  const known = new Set(tried.map(sameAddress));
  return [...lists.orderForms, ...lists.privacy, ...lists.admin].find(({ email }) => !known.has(sameAddress(email)));
}

/** Addresses differ by letters that no mail system tells apart; the domain is in its ASCII form already. */
export const sameAddress = (email: string): string => email.normalize("NFC").trim().toLowerCase();

/** The first of an address stands; where it has no name, the first name that is given for it. */
function once(recipients: readonly Recipient[]): Recipient[] {
  const found = new Map<string, Recipient>();
  for (const each of recipients) {
    const key = sameAddress(each.email);
    const known = found.get(key);
    if (known === undefined) found.set(key, each);
    else if (known.name === null) found.set(key, { ...known, name: each.name });
  }
  return [...found.values()];
}

async function contactsWith(transaction: Transaction, accountId: string, role: AccountRole): Promise<Recipient[]> {
  const rows = await transaction.membership.findMany({
    where: { accountId, revokedAt: null, roles: { has: role } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { person: true },
  });
  const recipients: Recipient[] = [];
  for (const { person } of rows) {
    const { email, name } = await openPerson(transaction, person);
    if (email !== erasedIdentity.email) recipients.push({ email, name, locale });
  }
  return recipients;
}
