/** Account roles in the words of the screens. */
import type { TeamMember } from "@/server/access/team/queries";

export type AccountRole = TeamMember["roles"][number];

export const roleNames: Record<AccountRole, string> = {
  signatory: "signatory",
  reviewer: "reviewer",
  privacy: "privacy contact",
  admin: "admin",
};

/** What a role adds. Every contact besides reads and acknowledges the agreement, and sees the team and the activity. */
export const roleRights: Record<AccountRole, string> = {
  signatory: "Signs the agreement for your company, and downloads documents of the security pack.",
  reviewer: "Downloads documents of the security pack.",
  privacy: "Is named as your company’s contact for data protection. Downloads nothing.",
  admin: "Invites colleagues, changes their roles and ends their access. Downloads nothing unless also a reviewer.",
};

export const allRoles: readonly AccountRole[] = ["signatory", "reviewer", "privacy", "admin"];

/** "signatory, reviewer", in the order of the table above whatever the order given. */
export function rolesInWords(roles: readonly AccountRole[]): string {
  return allRoles
    .filter((role) => roles.includes(role))
    .map((role) => roleNames[role])
    .join(", ");
}

/** "Privacy contact", where the role begins a line. */
export const roleTitle = (role: AccountRole): string => roleNames[role].replace(/^./, (letter) => letter.toUpperCase());
