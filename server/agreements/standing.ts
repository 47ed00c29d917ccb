/** Where a contact stands with the agreement: the one answer by which the vault opens or stays shut. */

import type { ContactPlace } from "@/server/access/viewer";
import { acceptedVersions, type Standing, type VersionRule } from "@/server/agreements/policy";
import { versionsInForce } from "@/server/agreements/versions";
import type { Transaction } from "@/server/platform/database";
import type { AgreementVersion } from "@/server/platform/generated/prisma/client";

export interface AgreementStanding {
  readonly standing: Standing;
  /** The version in force; null where the publisher has published none. */
  readonly current: AgreementVersion | null;
  /** The account's signature that counts. */
  readonly signature: {
    readonly id: string;
    readonly agreementVersionId: string;
    readonly signedAt: Date;
    readonly membershipId: string;
  } | null;
}

/** Whose standing it is. */
export type Place = Pick<ContactPlace, "accountId" | "membershipId">;

/** The signatures that count while these versions are in force. @param newestFirst the versions in force or before it */
export const counting = (newestFirst: readonly VersionRule[]) => ({
  agreementVersionId: { in: acceptedVersions(newestFirst) },
  supersededBy: null,
});

export async function agreementStanding(
  transaction: Transaction,
  publisher: string,
  place: Place,
  at: Date,
): Promise<AgreementStanding> {
  const versions = await versionsInForce(transaction, publisher, at);
  const current = versions[0] ?? null;
  const signature = await transaction.signature.findFirst({
    where: { accountId: place.accountId, ...counting(versions), account: { closedAt: null } },
    orderBy: { signedAt: "desc" },
    select: { id: true, agreementVersionId: true, signedAt: true, membershipId: true },
  });
  if (signature === null) return { standing: "unsigned", current, signature };
  const read =
    signature.membershipId === place.membershipId ||
    (await transaction.acknowledgement.findUnique({
      where: {
        membershipId_agreementVersionId: {
          membershipId: place.membershipId,
          agreementVersionId: signature.agreementVersionId,
        },
      },
      select: { id: true },
    })) !== null;
  return { standing: read ? "ready" : "unacknowledged", current, signature };
}
