/** Account roles in the words of the screens. */
import type { TeamMember } from "@/server/access/team/queries";
import type { Words } from "@/server/words/words";

export type AccountRole = TeamMember["roles"][number];

export const allRoles: readonly AccountRole[] = ["signatory", "reviewer", "privacy", "admin"];

export const roleName = (role: AccountRole, words: Words): string => words(`team.role.${role}`);

/** What a role adds. Every contact besides reads and acknowledges the agreement, and sees the team and the activity. */
export const roleRight = (role: AccountRole, words: Words): string => words(`team.right.${role}`);

/** "signatory, reviewer", in the order of the table above whatever the order given. */
export function rolesInWords(roles: readonly AccountRole[], words: Words): string {
  return allRoles
    .filter((role) => roles.includes(role))
    .map((role) => roleName(role, words))
    .join(", ");
}

/** "Privacy contact", where the role begins a line. */
export const roleTitle = (role: AccountRole, words: Words): string =>
  roleName(role, words).replace(/^./, (letter) => letter.toUpperCase());
