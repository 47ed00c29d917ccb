/**
 * A report for machines. Every figure is `{ value, source }`: `source.kind` is `portal-records`, `publisher` or
 * `demonstration`, or, where `value` is null, the reason. Times are RFC 3339 in UTC, durations are in hours, percentages run from 0 to 100.
 */
import type { Figure, TrustReport } from "@/server/assurance/reports/report";

export function reportJson(report: TrustReport, publisher: string): string {
  const { quarter, signedOff } = report;
  const figure = (from: Figure<object>) =>
    "absence" in from
      ? { value: null, source: { kind: from.absence } }
      : { value: from.value, source: sourceOf(from, report) };
  const told = {
    publisher,
    quarter: quarter.name,
    from: quarter.firstDay,
    until: quarter.lastDay,
    demonstration: report.demonstration,
    signedOff,
    note: report.note,
    figures: {
      mfaCoverage: figure(report.mfaCoverage),
      patching: figure(report.patching),
      subProcessorChanges: figure(report.subProcessorChanges),
      advisories: figure(report.advisories),
      questions: figure(report.questions),
      accessRequests: figure(report.accessRequests),
      auditChain: figure(report.auditChain),
    },
    targets: {
      patching: report.patchTargets.map(({ id, severity, hours, words }) => ({ id, severity, hours, words })),
      questionReplyBusinessDays: report.questionReplyBusinessDays,
    },
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function sourceOf(
  { source, demonstration }: { source: "portal" | "publisher"; demonstration: boolean },
  { signedOff, recordsSince }: TrustReport,
) {
  if (source === "portal") return { kind: "portal-records", since: recordsSince?.toISOString() ?? null, demonstration };
  if (demonstration) return { kind: "demonstration", demonstration };
  return { kind: "publisher", signedOff: signedOff && { role: signedOff.role, date: signedOff.date }, demonstration };
}
