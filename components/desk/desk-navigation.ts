import type { NavigationGroup } from "@/components/shell/navigation-items";
import type { CurrentWords } from "@/server/access/current-words";
import { may, type Permission } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import type { WordKey } from "@/server/words/words";

const places: readonly { readonly label: WordKey; readonly href: string; readonly may: Permission }[] = [
  { label: "desk.nav.overview", href: "/desk", may: "desk:enter" },
  { label: "desk.nav.requests", href: "/desk/requests", may: "request:decide" },
  { label: "desk.nav.accounts", href: "/desk/accounts", may: "account:read" },
  { label: "desk.nav.agreements", href: "/desk/agreements", may: "signature:read" },
  { label: "desk.nav.documents", href: "/desk/documents", may: "document:read" },
  { label: "desk.nav.trace", href: "/desk/documents/trace", may: "download:trace" },
  { label: "site.nav.subprocessors", href: "/desk/subprocessors", may: "change:read" },
  { label: "desk.nav.notices", href: "/desk/notices", may: "notice:read" },
  { label: "objections.title", href: "/desk/objections", may: "objection:handle" },
  { label: "restricted.nav", href: "/desk/advisories", may: "advisory:read" },
  { label: "incidents.title", href: "/desk/incidents", may: "incident:read" },
  { label: "desk.nav.reports", href: "/desk/reports", may: "report:read" },
  { label: "desk.nav.vulnerabilities", href: "/desk/vulnerabilities", may: "vulnerability:handle" },
  { label: "desk.nav.audit", href: "/desk/audit", may: "audit:read" },
  { label: "desk.nav.mail", href: "/desk/mail", may: "mail:read" },
];

/** The ways on for this person: a place that would answer 404 is not named. @param waiting requests that wait for a decision */
export function deskNavigation(
  viewer: Viewer,
  waiting: number,
  { words, href }: CurrentWords,
): readonly NavigationGroup[] {
  const items = places
    .filter((place) => may(viewer, place.may))
    .map((place) => ({
      label: words(place.label),
      href: href(place.href),
      ...(place.href === "/desk/requests" ? { count: waiting, countOf: words("desk.nav.waiting") } : {}),
    }));
  return [{ items }];
}
