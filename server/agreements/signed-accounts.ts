/** Everybody whom an agreement binds now: the rule of standing.ts for many at once. */
import { counting } from "@/server/agreements/standing";
import { versionsInForce } from "@/server/agreements/versions";
import type { Transaction } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";

/** Open accounts with a signature that counts. */
export async function signedAccounts(
  transaction: Transaction,
  publisher: string,
  at: Date,
): Promise<Prisma.AccountWhereInput> {
  const versions = await versionsInForce(transaction, publisher, at);
  return { closedAt: null, signatures: { some: counting(versions) } };
}

export interface Member {
  readonly membershipId: string;
  readonly accountId: string;
}

/** The live contacts of these accounts whose standing is `ready`. */
export async function readyMembers(
  transaction: Transaction,
  publisher: string,
  accountIds: readonly string[],
  at: Date,
): Promise<Member[]> {
  const versions = await versionsInForce(transaction, publisher, at);
  const members = await transaction.membership.findMany({
    where: {
      accountId: { in: [...accountIds] },
      revokedAt: null,
      roles: { isEmpty: false },
      account: { closedAt: null },
    },
    select: {
      id: true,
      accountId: true,
      acknowledgements: { select: { agreementVersionId: true } },
      account: {
        select: {
          signatures: {
            where: counting(versions),
            orderBy: { signedAt: "desc" },
            take: 1,
            select: { membershipId: true, agreementVersionId: true },
          },
        },
      },
    },
    orderBy: { id: "asc" },
  });
  return members.flatMap(({ id, accountId, acknowledgements, account }) => {
    const [signature] = account.signatures;
    if (signature === undefined) return [];
    const read = acknowledgements.some(({ agreementVersionId }) => agreementVersionId === signature.agreementVersionId);
    return read || signature.membershipId === id ? [{ membershipId: id, accountId }] : [];
  });
}
