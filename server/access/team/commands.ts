/** An account's admins manage its own contacts. Every query is bound to the admin's account. */

import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import type { InviteInput, RemoveInput, RolesInput } from "@/server/access/team/schema";
import { addMember, changeRoles, MemberElsewhere, revokeMember } from "@/server/accounts/memberships";
import { accessEndedMessage, invitationMessage } from "@/server/accounts/messages";
import { readPerson } from "@/server/accounts/people";
import { countAttempt, type Limit } from "@/server/accounts/rate-limit";
import { queueMail } from "@/server/mail/outbox";
import { hours } from "@/server/platform/clock";
import { type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { waitSentence } from "@/server/platform/time-words";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

/** The mail to the person is in the language of the page where the admin acts. */
interface AskedIn {
  readonly locale: Locale;
}

/** Keeps the portal from mailing strangers at will, and from telling by trial who is a contact elsewhere. */
const perAccount: Limit = { name: "invitation", most: 20, window: hours };

export async function inviteMember(
  database: Database,
  publisher: string,
  viewer: ContactViewer,
  { locale, ...input }: InviteInput & AskedIn,
  at: Date,
): Promise<void> {
  const until = await countAttempt(database, perAccount, viewer.contact.accountId, at);
  if (until !== null) throw new Refusal((words) => `${words("team.tooManyInvited")} ${waitSentence(until, words)}`);
  await database
    .$transaction(async (transaction) => {
      const membershipId = await addMember(
        transaction,
        { ...input, accountId: viewer.contact.accountId },
        viewer.personId,
      );
      const { personId } = await transaction.membership.findUniqueOrThrow({ where: { id: membershipId } });
      const person = await readPerson(transaction, personId);
      const signIn = new URL(localHref(locale, "/sign-in"), settings().publicUrl).href;
      const message = invitationMessage(wordsIn(locale), publisher, viewer.contact.accountName, signIn);
      await queueMail(transaction, { to: person.email, dataKeyId: person.dataKeyId, message });
    })
    .catch((error: unknown) => {
      // Whether a person belongs to another account is not for this account to learn: the same words serve every cause.
      if (error instanceof MemberElsewhere || isDuplicate(error))
        throw new Refusal((words) => words("team.cannotAdd"), "email");
      throw error;
    });
}

export async function setRoles(database: Database, viewer: ContactViewer, input: RolesInput): Promise<void> {
  await database.$transaction(async (transaction) => {
    const membership = await ownMember(transaction, viewer, input.membershipId);
    if (membership.roles.includes("admin") && !input.roles.includes("admin"))
      await refuseLastAdmin(transaction, viewer, membership.id);
    await changeRoles(transaction, membership.id, input.roles, viewer.personId);
  });
}

export async function removeMember(
  database: Database,
  publisher: string,
  viewer: ContactViewer,
  input: RemoveInput & AskedIn,
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const membership = await ownMember(transaction, viewer, input.membershipId);
    if (membership.roles.includes("admin")) await refuseLastAdmin(transaction, viewer, membership.id);
    await revokeMember(transaction, membership.id, viewer.personId, at);
    const person = await readPerson(transaction, membership.personId);
    const message = accessEndedMessage(wordsIn(input.locale), publisher, viewer.contact.accountName);
    await queueMail(transaction, { to: person.email, dataKeyId: person.dataKeyId, message });
  });
}

/** Locks the account's row first: changes of one team come one after the other, so that two admins cannot remove each other at once. */
async function ownMember(transaction: Transaction, viewer: ContactViewer, id: string) {
  await transaction.$queryRaw`SELECT id::text FROM "Account" WHERE id = ${viewer.contact.accountId}::uuid FOR UPDATE`;
  const membership = await transaction.membership.findFirst({
    where: { id, accountId: viewer.contact.accountId, revokedAt: null },
  });
  if (membership === null) throw new Refusal((words) => words("team.gone"));
  return membership;
}

async function refuseLastAdmin(transaction: Transaction, viewer: ContactViewer, membershipId: string): Promise<void> {
  const others = await transaction.membership.count({
    where: { accountId: viewer.contact.accountId, revokedAt: null, roles: { has: "admin" }, id: { not: membershipId } },
  });
  if (others === 0) throw new Refusal((words) => words("team.lastAdmin"));
}
