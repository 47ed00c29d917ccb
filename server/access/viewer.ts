/** The one description of who is looking: every query and every action decides by it. */

import { openPerson } from "@/server/accounts/people";
import type { SessionIdentity } from "@/server/accounts/sessions";
import { database } from "@/server/platform/database";
import type { AccountRole, StaffRole } from "@/server/platform/generated/prisma/enums";

export interface Viewer {
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly sessionId: string;
  readonly authenticatedAt: Date;
  readonly staffRoles: readonly StaffRole[];
  /** The person's live place at an account; null for staff and for people whose access ended. */
  readonly contact: ContactPlace | null;
}

export interface ContactPlace {
  readonly membershipId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly roles: readonly AccountRole[];
}

export async function loadViewer(session: SessionIdentity): Promise<Viewer | null> {
  const row = await database().person.findUnique({
    where: { id: session.personId },
    include: {
      memberships: {
        where: { revokedAt: null, account: { closedAt: null } },
        include: { account: { select: { legalName: true } } },
      },
    },
  });
  if (row === null) return null;
  const person = await openPerson(database(), row);
  const place = row.memberships[0];
  return {
    personId: person.id,
    email: person.email,
    name: person.name,
    sessionId: session.sessionId,
    authenticatedAt: session.authenticatedAt,
    staffRoles: row.staffRoles,
    contact:
      place === undefined
        ? null
        : {
            membershipId: place.id,
            accountId: place.accountId,
            accountName: place.account.legalName,
            roles: place.roles,
          },
  };
}
