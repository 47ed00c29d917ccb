/** Readers by advisory: the other way round than readable.ts, by the same rule. */
import { audienceOf } from "@/server/advisories/policy";
import { type Member, readyMembers, signedAccounts } from "@/server/agreements/signed-accounts";
import type { AdvisoryMeta } from "@/server/content/advisory-schema";
import type { Transaction } from "@/server/platform/database";

type Meta = Pick<AdvisoryMeta, "id" | "tlp" | "embargoUntil" | "revisions">;

/** @returns ids of the open accounts that may read it now: every one where it is public */
export async function accountsFor(
  transaction: Transaction,
  publisher: string,
  meta: Meta,
  at: Date,
): Promise<string[]> {
  const audience = audienceOf(meta, at);
  if (audience === "nobody") return [];
  const grant = { some: { publisher, advisoryId: meta.id, endedAt: null } };
  const rows = await transaction.account.findMany({
    where: {
      ...(audience === "public" ? { closedAt: null } : await signedAccounts(transaction, publisher, at)),
      ...(audience === "named" ? { advisoryGrants: grant } : {}),
    },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

/** The contacts who may read it now. Of an account that may, those who have not acknowledged the agreement may not yet. */
export async function readersOf(transaction: Transaction, publisher: string, meta: Meta, at: Date): Promise<Member[]> {
  const accountIds = await accountsFor(transaction, publisher, meta, at);
  if (audienceOf(meta, at) !== "public") return readyMembers(transaction, publisher, accountIds, at);
  const members = await transaction.membership.findMany({
    where: { accountId: { in: accountIds }, revokedAt: null, roles: { isEmpty: false } },
    select: { id: true, accountId: true },
    orderBy: { id: "asc" },
  });
  return members.map(({ id, accountId }) => ({ membershipId: id, accountId }));
}
