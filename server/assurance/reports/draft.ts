/** The file of a quarter to fill in: a person completes it, signs it off and commits it to the content pack. */
import type { QuarterSpan } from "@/server/assurance/reports/quarter";
import type { TrustReport } from "@/server/assurance/reports/report";
import type { Pack } from "@/server/content/pack";

export const reportFile = (pack: Pack, { address }: QuarterSpan): string => `${pack.name}/reports/${address}.yaml`;

/** YAML of the kind that `report-schema.ts` describes, with nothing stated yet and the portal's own figures as comments. */
export function reportDraft(pack: Pack, { quarter, ...report }: TrustReport): string {
  const patching = pack.publisher.patchTargets.flatMap(({ id, severity, words }) => [
    `#   # Target: ${oneLine(words)}`,
    `#   - { severity: ${quoted(severity)}, target: ${id}, patched: 0, withinTarget: 0, medianHours: null, slowestHours: null }`,
  ]);
  return [
    `# Trust report of ${oneLine(pack.publisher.names.legal)} for ${quarter.firstDay} to ${quarter.lastDay} (UTC).`,
    `# Save it as ${reportFile(pack, quarter)} of the content folder. Null: not measured; never write 0 for that.`,
    `quarter: ${quarter.name}`,
    "# Until somebody signs it off, after the quarter, visitors do not see it:",
    `# signedOff: { by: "Name", role: "Head of Security", date: ${quarter.end.toISOString().slice(0, 10)} }`,
    "signedOff: null",
    "note: null",
    "",
    "# Share of each group's accounts that sign in with a second factor, at the end of the quarter:",
    "# mfaCoverage:",
    '#   - { group: "Staff accounts", percent: 100 }',
    "mfaCoverage: null",
    "",
    "# What was patched, against the targets of publisher.yaml; target: null for a severity without one:",
    "# patching:",
    ...patching,
    "patching: null",
    "",
    "# Changes that took effect: { added: 0, replaced: 0, changed: 0, removed: 0 }",
    "subProcessorChanges: null",
    "# Published: { advisories: 0, retrospectives: 0 }",
    "advisories: null",
    "# { received: 0, answered: 0, answeredInTime: 0 }; answeredInTime: null where no time is stated",
    "questions: null",
    "",
    ...requestLines(report.accessRequests),
    "accessRequests: null",
    "",
    ...chainLines(report.auditChain),
    "",
  ].join("\n");
}

function requestLines(figure: TrustReport["accessRequests"]): string[] {
  const shape = "{ asked: 0, letIn: 0, approved: 0, declined: 0, medianDecisionHours: null }";
  if (figure.value === null || figure.source === "publisher")
    return [`# The portal has no records of the whole quarter. State it if you know it: ${shape}`];
  const { asked, letIn, approved, declined, medianDecisionHours: median } = figure.value;
  return [
    `# The portal counts: ${asked} asked, ${letIn} let in, ${approved} approved, ${declined} declined,`,
    `# median time to the decision ${median === null ? "none" : `${median.toFixed(1)} hours`}. It shows them itself where it has records of`,
    "# the whole quarter; a statement here counts only where it has not.",
  ];
}

function chainLines(figure: TrustReport["auditChain"]): string[] {
  if (figure.value === null) return ["# Audit chain: the portal has no records of this quarter."];
  const { events, sequenced } = figure.value;
  return [`# Audit chain, shown from the portal's own records: ${events} events, ${sequenced} with their place.`];
}

/** A text of the pack in a comment: a line break would end the comment. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** A double-quoted YAML scalar; JSON's escapes are YAML's (YAML 1.2.2 §7.3.1). */
const quoted = (text: string): string => JSON.stringify(text);
