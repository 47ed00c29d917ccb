import type { ReactNode } from "react";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { Absence, Figure, Source, TrustReport } from "@/server/assurance/reports/report";
import type { InReport } from "./figure-section";
import { percentInWords } from "./figure-words";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  readonly source: string;
}

/** Every figure of a report in one line each, with its source, and the way to its section. */
export function GlanceTable({ report, current }: InReport): ReactNode {
  const { words } = current;
  const caption = words("reports.glance.caption");
  return (
    <Table
      caption={report.demonstration ? words("reports.demonstrationCaption", { caption }) : caption}
      captionHidden={!report.demonstration}
      columns={[
        { header: words("reports.glance.figure"), cell: ({ id, title }) => <a href={`#${id}`}>{title}</a> },
        { header: words("reports.glance.value"), cell: ({ value }) => value },
        { header: words("reports.source.label"), cell: ({ source }) => source },
      ]}
      rows={glanceRows(report, current)}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}

export function glanceRows(report: TrustReport, current: CurrentWords): Row[] {
  const { words } = current;
  const row = <Value extends object>(
    id: string,
    title: string,
    figure: Figure<Value>,
    say: (value: Value) => string,
  ): Row => ({
    id,
    title,
    value: "absence" in figure ? absenceInShort(figure.absence, current) : say(figure.value),
    source: "absence" in figure ? words("reports.source.shortNone") : sourceInShort(figure, current),
  });
  return [
    row("mfa", words("reports.mfa.title"), report.mfaCoverage, (groups) =>
      words("reports.mfa.glance", {
        percent: percentInWords(Math.min(...groups.map(({ percent }) => percent)), current),
      }),
    ),
    row("patch-times", words("reports.patching.title"), report.patching, (rows) => {
      const { within, patched } = againstTargets(rows);
      if (patched > 0) return words("reports.patching.glance", { within, patched });
      const without = rows.reduce((sum, { measured }) => sum + (measured?.patched ?? 0), 0);
      return words("reports.patching.glanceNone", { patched: without });
    }),
    row("sub-processors", words("reports.changes.title"), report.subProcessorChanges, (value) =>
      words("reports.changes.glance", { count: value.added + value.replaced + value.changed + value.removed }),
    ),
    row("advisories", words("reports.advisories.title"), report.advisories, (value) =>
      words("reports.advisories.glance", { count: value.advisories + value.retrospectives }),
    ),
    row("questions", words("reports.questions.title"), report.questions, ({ received, answered, answeredInTime }) =>
      answeredInTime === null
        ? words("reports.questions.glanceAnswered", { answered, received })
        : words("reports.questions.glance", { inTime: answeredInTime, received }),
    ),
    row("access-requests", words("reports.requests.title"), report.accessRequests, (value) =>
      words("reports.requests.glance", {
        asked: value.asked,
        in: value.letIn + value.approved,
        declined: value.declined,
      }),
    ),
    row("audit-chain", words("reports.chain.title"), report.auditChain, ({ events, sequenced }) =>
      words("reports.chain.glance", { events, sequenced }),
    ),
  ];
}

/** How many were patched for which there is a target, and how many of them within it. */
export function againstTargets(rows: NonNullable<TrustReport["patching"]["value"]>): {
  within: number;
  patched: number;
} {
  const measured = rows.flatMap((each) => (each.target === null || each.measured === null ? [] : [each.measured]));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    within: sum(measured.map(({ withinTarget }) => withinTarget ?? 0)),
    patched: sum(measured.map(({ patched }) => patched)),
  };
}

function sourceInShort(
  { source, demonstration }: { source: Source; demonstration: boolean },
  { words }: CurrentWords,
): string {
  if (demonstration && source === "publisher") return words("reports.source.shortInvented");
  const said = words(source === "portal" ? "reports.source.shortPortal" : "reports.source.shortPublisher");
  return demonstration ? words("reports.source.shortDemonstration", { source: said }) : said;
}

function absenceInShort(absence: Absence, { words }: CurrentWords): string {
  if (absence === "not-measured") return words("reports.absence.shortNotMeasured");
  return absence === "not-kept" ? words("reports.absence.shortNotKept") : words("reports.absence.shortBeforeRecords");
}
