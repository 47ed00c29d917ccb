/** What waits for a member of staff, and only what that person's roles can settle. */
import type { StatusTone } from "@/components/ui/status-tag";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { dateInWords, quarterStanding } from "@/server/content/calendar";
import type { Pack } from "@/server/content/pack";
import { expectedReports } from "@/server/vault/built/expected-reports";

export interface AttentionItem {
  readonly tone: StatusTone;
  readonly state: string;
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly label: string; readonly href: string };
}

export interface DeskSituation {
  readonly viewer: Viewer;
  readonly pack: Pack;
  /** Requests that wait for a decision. */
  readonly waiting: number;
  /** Current document versions whose stored file does not verify. */
  readonly damaged: number;
  readonly at: Date;
}

export function attentionItems(situation: DeskSituation): AttentionItem[] {
  const { viewer, pack, at } = situation;
  const publishes = may(viewer, "document:publish");
  return [
    ...(may(viewer, "request:decide") ? waitingRequests(situation.waiting) : []),
    ...(publishes ? damagedVersions(situation.damaged) : []),
    ...(publishes ? passedTargets(pack, at) : []),
    ...(publishes ? missingFacts(pack) : []),
  ];
}

function waitingRequests(count: number): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "under-way",
      state: "Waiting",
      title: count === 1 ? "1 request for access waits" : `${count} requests for access wait`,
      text: "Each comes from a confirmed e-mail address that belongs to no account yet, or whose access was ended before.",
      link: { label: "Decide requests", href: "/desk/requests" },
    },
  ];
}

function damagedVersions(count: number): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "at-risk",
      state: "Damaged",
      title: count === 1 ? "1 document version is damaged" : `${count} document versions are damaged`,
      text: "The stored file no longer verifies, so nobody is sent it. Publish it again as a new version, or restore it from your backup.",
      link: { label: "See the documents", href: "/desk/documents" },
    },
  ];
}

function passedTargets(pack: Pack, at: Date): AttentionItem[] {
  const programmes = expectedReports(pack, at).flatMap(({ title, quarter, passed }) =>
    quarter === null || !passed ? [] : [passedTarget(title, quarter, at, "programmes.yaml")],
  );
  const pending = pack.publisher.status.pending.flatMap(({ title, quarter }) =>
    quarter === null || !quarterStanding(quarter, at).passed
      ? []
      : [passedTarget(title, quarter, at, "publisher.yaml")],
  );
  return [...programmes, ...pending];
}

function passedTarget(title: string, quarter: string, at: Date, file: string): AttentionItem {
  const { label, lastDay } = quarterStanding(quarter, at);
  return {
    tone: "passed",
    state: "Target passed",
    title: `${title}: ${label} has passed`,
    text: `The quarter ended on ${dateInWords(lastDay)}, and visitors are shown that. State the result or a new target in ${file} of the content pack.`,
  };
}

function missingFacts({ publisher }: Pack): AttentionItem[] {
  const { contacts, registeredAddress, signingOfficer, governingLaw } = publisher;
  const shown = "The agreement says “not stated by the publisher” in its place.";
  return [
    contacts.security === null &&
      missing(
        "Security contact",
        "No security.txt is published: it must name where vulnerabilities are reported (RFC 9116 §2.5.3).",
      ),
    registeredAddress === null &&
      missing("Registered address", `Every public page and the agreement lack it. ${shown}`),
    signingOfficer === null && missing("Signing officer", shown),
    governingLaw === null && missing("Governing law", shown),
  ].filter((item) => item !== false);
}

function missing(fact: string, consequence: string): AttentionItem {
  return {
    tone: "planned",
    state: "Not stated",
    title: `${fact} is not stated`,
    text: `${consequence} State it in publisher.yaml of the content pack.`,
  };
}
