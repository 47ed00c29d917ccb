import { describe, expect, it } from "vitest";
import type { Viewer } from "@/server/access/viewer";
import type { StaffRole } from "@/server/platform/generated/prisma/enums";
import { currentIn } from "@/server/words/testing/current";
import { deskNavigation } from "./desk-navigation";

const staff = (...staffRoles: StaffRole[]): Viewer => ({
  personId: "p",
  email: "p@publisher.example",
  name: "P",
  sessionId: "s",
  authenticatedAt: new Date(0),
  staffRoles,
  contact: null,
});

const labels = (viewer: Viewer) =>
  deskNavigation(viewer, 2, currentIn("en")).flatMap((group) => group.items.map((item) => item.label));

describe("deskNavigation", () => {
  it.each<[StaffRole, string[]]>([
    [
      "trust_manager",
      [
        "Overview",
        "Requests",
        "Accounts",
        "Agreements",
        "Documents",
        "Trace a copy",
        "Sub-processors",
        "Notices",
        "Advisories",
        "Incidents",
        "Reports",
        "Mail",
      ],
    ],
    [
      "dpo",
      [
        "Overview",
        "Accounts",
        "Agreements",
        "Documents",
        "Sub-processors",
        "Notices",
        "Objections",
        "Advisories",
        "Incidents",
        "Reports",
        "Audit log",
        "Mail",
      ],
    ],
    [
      "security",
      [
        "Overview",
        "Accounts",
        "Documents",
        "Trace a copy",
        "Sub-processors",
        "Notices",
        "Advisories",
        "Incidents",
        "Reports",
        "Vulnerabilities",
        "Audit log",
        "Mail",
      ],
    ],
    [
      "auditor",
      [
        "Overview",
        "Accounts",
        "Agreements",
        "Documents",
        "Sub-processors",
        "Notices",
        "Advisories",
        "Incidents",
        "Reports",
        "Audit log",
        "Mail",
      ],
    ],
    ["on_call_manager", ["Overview", "Incidents", "Mail"]],
  ])("%s sees the places of that role alone", (role, expected) => {
    expect(labels(staff(role))).toEqual(expected);
  });

  it("joins the places of several roles and counts only requests", () => {
    const items = deskNavigation(staff("trust_manager", "auditor"), 2, currentIn("en"))[0]?.items ?? [];
    expect(items).toHaveLength(13);
    expect(items.filter((item) => item.count !== undefined)).toEqual([
      { label: "Requests", href: "/desk/requests", count: 2, countOf: "waiting" },
    ]);
  });

  it("shows a contact nothing", () => {
    const contact: Viewer = {
      ...staff(),
      contact: { membershipId: "m", accountId: "a", accountName: "A", roles: ["admin"] },
    };
    expect(labels(contact)).toEqual([]);
  });
});
