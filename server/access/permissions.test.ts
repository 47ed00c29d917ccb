import { describe, expect, test } from "vitest";
import { isContact, may, type Permission, permissions } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { AccountRole, StaffRole } from "@/server/platform/generated/prisma/enums";

const nobody: Viewer = {
  personId: "p",
  email: "ada@northwind.example",
  name: "Ada",
  sessionId: "s",
  authenticatedAt: new Date(0),
  staffRoles: [],
  contact: null,
};
const contact = (...roles: AccountRole[]): Viewer => ({
  ...nobody,
  contact: { membershipId: "m", accountId: "a", accountName: "Northwind", roles },
});
const staff = (...roles: StaffRole[]): Viewer => ({ ...nobody, staffRoles: roles });

const everything = Object.keys(permissions).filter((name): name is Permission => name in permissions);
const allowedTo = (viewer: Viewer | null) => everything.filter((permission) => may(viewer, permission));

const anyContact: Permission[] = [
  "session:end",
  "portal:enter",
  "agreement:read",
  "agreement:acknowledge",
  "own-order-form:read",
  "activity:read",
  "own-notice:read",
  "own-notice:confirm",
  "objection:read",
  "own-advisory:read",
  "own-feed:manage",
  "subscription:own",
  "team:read",
];
const anyStaff: Permission[] = ["session:end", "desk:enter", "mail:read"];

const notices: Permission[] = ["notice:read", "notice:work", "hold:decide"];
const changes: Permission[] = ["change:read", "change:propose", "change:approve", "change:withdraw"];

/** Written out a second time on purpose: whoever widens the table has to say so here too. */
const byContactRole: Record<AccountRole, Permission[]> = {
  signatory: [...anyContact, "agreement:sign", "document:download"],
  reviewer: [...anyContact, "document:download"],
  privacy: [...anyContact, "objection:file", "objection:answer", "objection:withdraw", "webhook:manage"],
  admin: [...anyContact, "team:manage", "webhook:manage"],
};
const byStaffRole: Record<StaffRole, Permission[]> = {
  trust_manager: [
    ...anyStaff,
    "request:decide",
    "account:read",
    "order-form:read",
    "order-form:manage",
    ...changes,
    ...notices,
    "record:read",
    "signature:read",
    "document:read",
    "document:publish",
    "download:trace",
    "advisory:share",
    "report:read",
    "advisory:read",
  ],
  dpo: [
    ...anyStaff,
    "account:read",
    "order-form:read",
    ...changes,
    ...notices,
    "signature:read",
    "document:read",
    "report:read",
    "advisory:read",
    "audit:read",
    "objection:handle",
  ],
  security: [
    ...anyStaff,
    "account:read",
    "change:read",
    "notice:read",
    "document:read",
    "document:publish",
    "download:trace",
    "advisory:share",
    "vulnerability:handle",
    "report:read",
    "advisory:read",
    "audit:read",
  ],
  auditor: [
    ...anyStaff,
    "account:read",
    "change:read",
    "notice:read",
    "signature:read",
    "document:read",
    "report:read",
    "advisory:read",
    "audit:read",
  ],
  on_call_manager: anyStaff,
};

describe("who may what", () => {
  test.each(Object.values(AccountRole))("a contact who is %s", (role) => {
    expect(allowedTo(contact(role)).toSorted()).toEqual(byContactRole[role].toSorted());
  });

  test.each(Object.values(StaffRole))("a member of staff who is %s", (role) => {
    expect(allowedTo(staff(role)).toSorted()).toEqual(byStaffRole[role].toSorted());
  });

  test("nobody who is signed out, without a place, or whose roles are all gone", () => {
    expect(allowedTo(null)).toEqual([]);
    expect(allowedTo(nobody)).toEqual([]);
    expect(allowedTo(contact())).toEqual([]);
  });

  test("several roles add up", () => {
    expect(may(contact("privacy", "signatory"), "agreement:sign")).toBe(true);
    expect(may(staff("auditor", "trust_manager"), "request:decide")).toBe(true);
  });

  test("a role at an account is no role at the publisher, nor the other way round", () => {
    for (const permission of allowedTo(contact(...Object.values(AccountRole))))
      expect(permission).not.toMatch(
        /^(desk|request|account|advisory|order-form|audit|mail|vulnerability|download|document:(read|publish)|signature)/,
      );
    expect(may(staff(...Object.values(StaffRole)), "document:download")).toBe(false);
    expect(may(staff(...Object.values(StaffRole)), "agreement:sign")).toBe(false);
    expect(isContact(staff("trust_manager"))).toBe(false);
  });
});
