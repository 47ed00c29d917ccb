/** Who may do what: this table and nothing else. A permission is held by roles at an account or by roles at the publisher. */
import type { ContactPlace, Viewer } from "@/server/access/viewer";
import type { AccountRole, StaffRole } from "@/server/platform/generated/prisma/enums";

interface Holders {
  readonly contact?: readonly AccountRole[];
  readonly staff?: readonly StaffRole[];
}

const anyContact = ["signatory", "reviewer", "privacy", "admin"] as const;
const anyStaff = ["trust_manager", "dpo", "security", "auditor", "on_call_manager"] as const;

export const permissions = {
  "subscription:own": { contact: anyContact },
  "session:end": { contact: anyContact, staff: anyStaff },
  "portal:enter": { contact: anyContact },
  "agreement:read": { contact: anyContact },
  "agreement:sign": { contact: ["signatory"] },
  "agreement:acknowledge": { contact: anyContact },
  "document:download": { contact: ["reviewer", "signatory"] },
  "own-order-form:read": { contact: anyContact },
  "activity:read": { contact: anyContact },
  "own-notice:read": { contact: anyContact },
  "own-notice:confirm": { contact: anyContact },
  "objection:read": { contact: anyContact },
  "objection:file": { contact: ["privacy"] },
  "objection:answer": { contact: ["privacy"] },
  "objection:withdraw": { contact: ["privacy"] },
  "own-advisory:read": { contact: anyContact },
  "own-feed:manage": { contact: anyContact },
  "team:read": { contact: anyContact },
  "team:manage": { contact: ["admin"] },
  "webhook:manage": { contact: ["admin", "privacy"] },

  "desk:enter": { staff: anyStaff },
  "request:decide": { staff: ["trust_manager"] },
  "account:read": { staff: ["trust_manager", "dpo", "security", "auditor"] },
  "order-form:read": { staff: ["trust_manager", "dpo"] },
  "order-form:manage": { staff: ["trust_manager"] },
  "change:read": { staff: ["trust_manager", "dpo", "security", "auditor"] },
  "change:propose": { staff: ["trust_manager", "dpo"] },
  "change:approve": { staff: ["trust_manager", "dpo"] },
  "change:withdraw": { staff: ["trust_manager", "dpo"] },
  "notice:read": { staff: ["trust_manager", "dpo", "security", "auditor"] },
  "notice:work": { staff: ["trust_manager", "dpo"] },
  "hold:decide": { staff: ["trust_manager", "dpo"] },
  "signature:read": { staff: ["trust_manager", "dpo", "auditor"] },
  "record:read": { staff: ["trust_manager"] },
  "document:read": { staff: ["trust_manager", "security", "dpo", "auditor"] },
  "document:publish": { staff: ["trust_manager", "security"] },
  "download:trace": { staff: ["trust_manager", "security"] },
  "objection:handle": { staff: ["dpo"] },
  "advisory:read": { staff: ["trust_manager", "dpo", "security", "auditor"] },
  "advisory:share": { staff: ["trust_manager", "security"] },
  "vulnerability:handle": { staff: ["security"] },
  "report:read": { staff: ["trust_manager", "dpo", "security", "auditor"] },
  "audit:read": { staff: ["dpo", "security", "auditor"] },
  "mail:read": { staff: anyStaff },
} as const satisfies Record<string, Holders>;

export type Permission = keyof typeof permissions;

export function may(viewer: Viewer | null, permission: Permission): boolean {
  if (viewer === null) return false;
  const holders: Holders = permissions[permission];
  const asContact = viewer.contact?.roles.some((role) => holders.contact?.includes(role)) ?? false;
  return asContact || viewer.staffRoles.some((role) => holders.staff?.includes(role));
}

/** A viewer whose place at an account is known to be there. */
export type ContactViewer = Viewer & { readonly contact: ContactPlace };

export function isContact(viewer: Viewer): viewer is ContactViewer {
  return viewer.contact !== null;
}
