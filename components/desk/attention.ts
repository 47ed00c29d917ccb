/** What waits for a member of staff, and only what that person's roles can settle. */
import type { StatusTone } from "@/components/ui/status-tag";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { type Concern, type ConcernKind, packConcerns } from "@/server/content/concerns";
import type { Pack } from "@/server/content/pack";
import type { RegisterDifference } from "@/server/subprocessors/register";

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
  /** Reports of vulnerabilities that nobody has looked at. */
  readonly received: number;
  /** Current document versions whose stored file does not verify. */
  readonly damaged: number;
  /** Where the pack's file of sub-processors and the register in force differ. */
  readonly differences: readonly RegisterDifference[];
  readonly at: Date;
}

export function attentionItems(situation: DeskSituation): AttentionItem[] {
  const { viewer, pack, at } = situation;
  const publishes = may(viewer, "document:publish");
  return [
    ...(may(viewer, "request:decide") ? waitingRequests(situation.waiting) : []),
    ...(may(viewer, "vulnerability:handle") ? receivedReports(situation.received) : []),
    ...(publishes ? damagedVersions(situation.damaged) : []),
    ...(publishes ? registerDiffers(situation.differences) : []),
    ...(publishes ? packConcerns(pack, at).map(concernItem) : []),
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

function receivedReports(count: number): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "at-risk",
      state: "New",
      title: count === 1 ? "1 vulnerability report is new" : `${count} vulnerability reports are new`,
      text: "Each reporter was told that a person will look at it.",
      link: { label: "Read the reports", href: "/desk/vulnerabilities" },
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

function registerDiffers(differences: readonly RegisterDifference[]): AttentionItem[] {
  if (differences.length === 0) return [];
  const names = differences.map(({ name }) => name).join(", ");
  return [
    {
      tone: "under-way",
      state: "Differs",
      title: "The register differs from subprocessors.yaml",
      text: `It differs on ${names}. Visitors are shown the register: a change to the file changes nothing by itself, because customers are owed notice first.`,
      link: { label: "Read the register", href: "/subprocessors" },
    },
  ];
}

const states: Record<ConcernKind, Pick<AttentionItem, "tone" | "state">> = {
  "target-passed": { tone: "passed", state: "Target passed" },
  "review-passed": { tone: "passed", state: "Review passed" },
  unevidenced: { tone: "planned", state: "No evidence" },
  "check-outdated": { tone: "planned", state: "Not checked" },
  "not-stated": { tone: "planned", state: "Not stated" },
};

function concernItem({ kind, what, why, mend }: Concern): AttentionItem {
  return { ...states[kind], title: what, text: `${why} ${mend}` };
}
