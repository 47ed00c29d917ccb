import type { NavigationGroup } from "@/components/shell/navigation-items";
import { may, type Permission } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";

const places: readonly { readonly label: string; readonly href: string; readonly may: Permission }[] = [
  { label: "Overview", href: "/desk", may: "desk:enter" },
  { label: "Requests", href: "/desk/requests", may: "request:decide" },
  { label: "Accounts", href: "/desk/accounts", may: "account:read" },
  { label: "Agreements", href: "/desk/agreements", may: "signature:read" },
  { label: "Documents", href: "/desk/documents", may: "document:read" },
  { label: "Trace a copy", href: "/desk/documents/trace", may: "download:trace" },
  { label: "Audit log", href: "/desk/audit", may: "audit:read" },
  { label: "Mail", href: "/desk/mail", may: "mail:read" },
];

/** The ways on for this person: a place that would answer 404 is not named. @param waiting requests that wait for a decision */
export function deskNavigation(viewer: Viewer, waiting: number): readonly NavigationGroup[] {
  const items = places
    .filter((place) => may(viewer, place.may))
    .map(({ label, href }) =>
      href === "/desk/requests" ? { label, href, count: waiting, countOf: "waiting" } : { label, href },
    );
  return [{ items }];
}
