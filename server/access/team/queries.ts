import type { ContactViewer } from "@/server/access/permissions";
import { openPerson } from "@/server/accounts/people";
import { database } from "@/server/platform/database";
import type { AccountRole } from "@/server/platform/generated/prisma/enums";

export interface TeamMember {
  readonly membershipId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly AccountRole[];
  readonly since: Date;
  readonly self: boolean;
}

export async function listTeam(viewer: ContactViewer): Promise<TeamMember[]> {
  const rows = await database().membership.findMany({
    where: { accountId: viewer.contact.accountId, revokedAt: null },
    include: { person: true },
    orderBy: { createdAt: "asc" },
    take: 200,
  });
  return Promise.all(
    rows.map(async (row) => {
      const { name, email } = await openPerson(database(), row.person);
      return {
        membershipId: row.id,
        name,
        email,
        roles: row.roles,
        since: row.createdAt,
        self: row.personId === viewer.personId,
      };
    }),
  );
}
