/** Accounts and the places of people at them. */

import { ensurePerson, type Identity, type Person, readPerson, renamePerson } from "@/server/accounts/people";
import { endSessionsOf } from "@/server/accounts/sessions";
import { recordEvent } from "@/server/audit/events";
import { newDataKey } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";
import type { AccountRole } from "@/server/platform/generated/prisma/enums";

/** @param domain null where people of this account are never let in by their domain */
export async function createAccount(
  transaction: Transaction,
  legalName: string,
  domain: string | null,
  actorId: string | null,
): Promise<string> {
  const dataKeyId = await newDataKey(transaction, "account");
  const account = await transaction.account.create({
    data: { legalName, dataKeyId, ...(domain === null ? {} : { domains: { create: { domain } } }) },
  });
  await recordEvent(transaction, {
    kind: "account.created",
    actorId,
    accountId: account.id,
    subjectId: account.id,
    details: { legalName, domain },
  });
  return account.id;
}

export interface NewMember extends Identity {
  readonly accountId: string;
  readonly roles: readonly AccountRole[];
}

/** The person is a contact of another account or staff already; a person belongs to one place. */
export class MemberElsewhere extends Error {
  override name = "MemberElsewhere";
}

/** Makes the person where needed and gives the place. @returns the membership's id */
export async function addMember(transaction: Transaction, member: NewMember, actorId: string | null): Promise<string> {
  const person = await ensurePerson(transaction, member);
  const live = await transaction.membership.findFirst({ where: { personId: person.id, revokedAt: null } });
  if (live !== null && live.accountId !== member.accountId) throw new MemberElsewhere();
  // Staff act for the publisher: nobody acts for both sides of an agreement.
  const { staffRoles } = await transaction.person.findUniqueOrThrow({ where: { id: person.id } });
  if (staffRoles.length > 0) throw new MemberElsewhere();
  if (live === null) await nameNewcomer(transaction, person, member.name);
  const roles = [...new Set([...(live?.roles ?? []), ...member.roles])];
  const membership =
    live === null
      ? await transaction.membership.create({ data: { personId: person.id, accountId: member.accountId, roles } })
      : await transaction.membership.update({ where: { id: live.id }, data: { roles } });
  await recordEvent(transaction, {
    kind: "membership.granted",
    actorId,
    accountId: member.accountId,
    subjectId: membership.id,
    dataKeyId: person.dataKeyId,
    details: { email: person.email, roles },
  });
  return membership.id;
}

/** Somebody who comes again goes by the name given now: the one that another account gave is not for this one to see. Staff keep theirs. */
async function nameNewcomer(transaction: Transaction, person: Person, name: string): Promise<void> {
  if (person.name === name) return;
  const staff = await transaction.person.count({ where: { id: person.id, staffRoles: { isEmpty: false } } });
  if (staff === 0) await renamePerson(transaction, person, name);
}

export async function changeRoles(
  transaction: Transaction,
  membershipId: string,
  roles: readonly AccountRole[],
  actorId: string,
): Promise<void> {
  const membership = await transaction.membership.update({ where: { id: membershipId }, data: { roles: [...roles] } });
  const person = await readPerson(transaction, membership.personId);
  await recordEvent(transaction, {
    kind: "membership.changed",
    actorId,
    accountId: membership.accountId,
    subjectId: membershipId,
    dataKeyId: person.dataKeyId,
    details: { email: person.email, roles: [...roles] },
  });
}

/** Ends the person's access at once: the place is closed and every session with it. */
export async function revokeMember(
  transaction: Transaction,
  membershipId: string,
  actorId: string | null,
  at: Date,
): Promise<void> {
  const membership = await transaction.membership.update({ where: { id: membershipId }, data: { revokedAt: at } });
  await endSessionsOf(transaction, membership.personId);
  const person = await readPerson(transaction, membership.personId);
  await recordEvent(transaction, {
    kind: "membership.revoked",
    actorId,
    accountId: membership.accountId,
    subjectId: membershipId,
    dataKeyId: person.dataKeyId,
    details: { email: person.email },
  });
}
