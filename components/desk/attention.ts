/** What waits for a member of staff, and only what that person's roles can settle. */
import type { StatusTone } from "@/components/ui/status-tag";
import type { CurrentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import type { RunningClocks } from "@/server/assurance/incidents/lists";
import { type Concern, type ConcernKind, packConcerns } from "@/server/content/concerns";
import type { Pack } from "@/server/content/pack";
import type { Waiting } from "@/server/objections/handling/queries";
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
  /** Open incidents of which somebody is still to be told. */
  readonly clocks: RunningClocks;
  /** Requests that wait for a decision. */
  readonly waiting: number;
  /** Reports of vulnerabilities that nobody has looked at. */
  readonly received: number;
  /** Drafts of sub-processor changes that another person proposed. */
  readonly toApprove: number;
  /** Objections that wait for the publisher, and holds that wait for a decision. */
  readonly objections: Waiting;
  /** Accounts that are not told of a notice, and messages that came back late. */
  readonly unsettled: number;
  /** Restricted advisories that no account is chosen for. */
  readonly unshown: number;
  /** Current document versions whose stored file does not verify. */
  readonly damaged: number;
  /** Where the pack's file of sub-processors and the register in force differ. */
  readonly differences: readonly RegisterDifference[];
  readonly at: Date;
  readonly current: CurrentWords;
}

export function attentionItems(situation: DeskSituation): AttentionItem[] {
  const { viewer, pack, at, current } = situation;
  const publishes = may(viewer, "document:publish");
  return [
    ...(may(viewer, "incident:handle") ? incidentClocks(situation.clocks, current) : []),
    ...(may(viewer, "request:decide") ? waitingRequests(situation.waiting, current) : []),
    ...(may(viewer, "vulnerability:handle") ? receivedReports(situation.received, current) : []),
    ...(may(viewer, "change:approve") ? changesToApprove(situation.toApprove, current) : []),
    ...(may(viewer, "notice:work") ? unsettledNotices(situation.unsettled, current) : []),
    ...(may(viewer, "objection:handle") ? objectionsWaiting(situation.objections, current) : []),
    ...(may(viewer, "advisory:share") ? unshownAdvisories(situation.unshown, current) : []),
    ...(publishes ? damagedVersions(situation.damaged, current) : []),
    ...(publishes ? registerDiffers(situation.differences, current) : []),
    ...(publishes ? packConcerns(pack, at, current.locale).map((concern) => concernItem(concern, current)) : []),
  ];
}

function incidentClocks({ running, missed }: RunningClocks, { words, href }: CurrentWords): AttentionItem[] {
  const link = { label: words("incidents.overview.link"), href: href("/desk/incidents") };
  const item = (count: number, what: "missed" | "running", state: string): AttentionItem[] =>
    count === 0
      ? []
      : [
          {
            ...{ tone: "at-risk", state, link },
            title: words(`incidents.overview.${what}`, { count }),
            text: words(`incidents.overview.${what}Text`),
          },
        ];
  return [
    ...item(missed, "missed", words("incidents.overview.stateMissed")),
    ...item(running, "running", words("incidents.overview.state")),
  ];
}

function waitingRequests(count: number, { words, href }: CurrentWords): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "under-way",
      state: words("desk.overview.state.waiting"),
      title: words("desk.overview.requests", { count }),
      text: words("desk.overview.requestsText"),
      link: { label: words("desk.overview.requestsLink"), href: href("/desk/requests") },
    },
  ];
}

function receivedReports(count: number, { words, href }: CurrentWords): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "at-risk",
      state: words("desk.overview.state.received"),
      title: words("desk.overview.reports", { count }),
      text: words("desk.overview.reportsText"),
      link: { label: words("desk.overview.reportsLink"), href: href("/desk/vulnerabilities") },
    },
  ];
}

function changesToApprove(count: number, { words, href }: CurrentWords): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "under-way",
      state: words("changes.desk.attention.state"),
      title: words("changes.desk.attention.title", { count }),
      text: words("changes.desk.attention.text"),
      link: { label: words("changes.desk.attention.link"), href: href("/desk/subprocessors?state=draft") },
    },
  ];
}

function unsettledNotices(count: number, { words, href }: CurrentWords): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "at-risk",
      state: words("desk.overview.state.untold"),
      title: words("desk.overview.untold", { count }),
      text: words("desk.overview.untoldText"),
      link: { label: words("desk.overview.untoldLink"), href: href("/desk/notices") },
    },
  ];
}

function objectionsWaiting({ toAnswer, toDecide }: Waiting, { words, href }: CurrentWords): AttentionItem[] {
  const states = { toAnswer: "objections.overview.stateAnswer", toDecide: "objections.overview.stateDecide" } as const;
  const item = (count: number, what: "toAnswer" | "toDecide", address: string): AttentionItem[] =>
    count === 0
      ? []
      : [
          {
            tone: "at-risk",
            state: words(states[what]),
            title: words(`objections.overview.${what}`, { count }),
            text: words(`objections.overview.${what}Text`),
            link: { label: words(`objections.overview.${what}Link`), href: href(address) },
          },
        ];
  return [
    ...item(toAnswer, "toAnswer", "/desk/objections"),
    ...item(toDecide, "toDecide", "/desk/objections?state=closed"),
  ];
}

function unshownAdvisories(count: number, { words, href }: CurrentWords): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "under-way",
      state: words("restricted.desk.attention.state"),
      title: words("restricted.desk.attention.title", { count }),
      text: words("restricted.desk.attention.text"),
      link: { label: words("restricted.desk.attention.link"), href: href("/desk/advisories") },
    },
  ];
}

function damagedVersions(count: number, { words, href }: CurrentWords): AttentionItem[] {
  if (count === 0) return [];
  return [
    {
      tone: "at-risk",
      state: words("desk.overview.state.damaged"),
      title: words("desk.overview.versions", { count }),
      text: words("desk.overview.versionsText"),
      link: { label: words("desk.overview.versionsLink"), href: href("/desk/documents") },
    },
  ];
}

function registerDiffers(differences: readonly RegisterDifference[], { words, href }: CurrentWords): AttentionItem[] {
  if (differences.length === 0) return [];
  const names = differences.map(({ name }) => name).join(", ");
  return [
    {
      tone: "under-way",
      state: words("desk.overview.state.differs"),
      title: words("desk.overview.register"),
      text: words("desk.overview.registerText", { names }),
      link: { label: words("desk.overview.registerLink"), href: href("/subprocessors") },
    },
  ];
}

const tones: Record<ConcernKind, StatusTone> = {
  "target-passed": "passed",
  "review-passed": "passed",
  unevidenced: "planned",
  "check-outdated": "planned",
  "not-stated": "planned",
};

function concernItem({ kind, what, why, mend }: Concern, { words }: CurrentWords): AttentionItem {
  return { tone: tones[kind], state: words(`desk.overview.state.${kind}`), title: what, text: `${why} ${mend}` };
}
