import type { StatusTone } from "@/components/ui/status-tag";
import type { AdvisoryMeta, Severity, VersionRange } from "@/server/content/advisory-schema";
import type { WordKey, Words } from "@/server/words/words";

export const severityWords: Record<Severity, WordKey> = {
  none: "advisories.severity.none",
  low: "advisories.severity.low",
  medium: "advisories.severity.medium",
  high: "advisories.severity.high",
  critical: "advisories.severity.critical",
};

export const kindWords: Record<AdvisoryMeta["kind"], WordKey> = {
  advisory: "advisories.kind.advisory",
  retrospective: "advisories.kind.retrospective",
};

export const remediationWords: Record<AdvisoryMeta["remediations"][number]["kind"], WordKey> = {
  fix: "advisories.remediation.fix",
  workaround: "advisories.remediation.workaround",
  mitigation: "advisories.remediation.mitigation",
  "none-planned": "advisories.remediation.nonePlanned",
  "none-available": "advisories.remediation.noneAvailable",
};

type Action = NonNullable<AdvisoryMeta["retrospective"]>["actions"][number]["state"];

export const actionStates: Record<Action, { readonly tone: StatusTone; readonly key: WordKey }> = {
  done: { tone: "done", key: "advisories.action.done" },
  "under-way": { tone: "under-way", key: "advisories.action.underWay" },
  planned: { tone: "planned", key: "advisories.action.planned" },
};

export function rangeText({ from, before }: VersionRange, words: Words): string {
  return before === null
    ? words("advisories.range.onward", { from })
    : words("advisories.range.before", { from, before });
}
