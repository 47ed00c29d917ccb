import type { StaffRole } from "@/server/platform/generated/prisma/enums";

const names: Record<StaffRole, string> = {
  trust_manager: "trust manager",
  dpo: "data protection officer",
  security: "security",
  auditor: "auditor",
  on_call_manager: "on-call manager",
};

/** "trust manager, security" */
export const rolesInWords = (roles: readonly StaffRole[]): string => roles.map((role) => names[role]).join(", ");
