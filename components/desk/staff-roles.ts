import type { StaffRole } from "@/server/platform/generated/prisma/enums";
import type { Words } from "@/server/words/words";

/** "trust manager, security" */
export const rolesInWords = (roles: readonly StaffRole[], words: Words): string =>
  roles.map((role) => words(`desk.role.${role}`)).join(", ");
