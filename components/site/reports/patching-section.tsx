import { BarChart, type BarGroup } from "@/components/ui/charts/bar-chart";
import { type Column, Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { PatchFigures } from "@/server/assurance/reports/report";
import { OwnWords } from "../own-words";
import { FigureSection, type InReport } from "./figure-section";
import {
  captionOf,
  chartInWords,
  countInWords,
  durationInWords,
  flagOf,
  isDemonstration,
  ownLabel,
  sayable,
} from "./figure-words";

export function PatchingSection({ report, current }: InReport) {
  const { words } = current;
  const figure = report.patching;
  const title = words("reports.patching.title");
  return (
    <>
      <FigureSection
        id="patch-times"
        title={title}
        text={words(report.patchTargets.length === 0 ? "reports.patching.noTargets" : "reports.patching.text")}
        figure={figure}
        report={report}
        current={current}
      >
        {(rows) => {
          const groups = rows.flatMap((row) => groupOf(row, current));
          return (
            <>
              {groups.length === 0 ? null : (
                <BarChart
                  description={chartInWords(title, groups.map(groupInWords), figure, current)}
                  groups={groups}
                  {...flagOf(figure, current)}
                />
              )}
              <Table
                caption={captionOf(title, figure, current)}
                captionHidden={!isDemonstration(figure)}
                columns={columns(current)}
                rows={rows}
                rowKey={({ severity }) => severity}
                empty=""
              />
            </>
          );
        }}
      </FigureSection>
      {figure.value === null && report.patchTargets.length > 0 ? <Targets report={report} current={current} /> : null}
    </>
  );
}

/** What was promised stands there also where nothing was measured against it. */
function Targets({ report: { patchTargets }, current }: InReport) {
  const { words } = current;
  return (
    <Table
      caption={words("reports.patching.targets")}
      columns={[
        {
          header: words("reports.patching.severity"),
          cell: ({ severity }) => <OwnWords locale={current.locale}>{severity}</OwnWords>,
        },
        {
          header: words("reports.patching.target"),
          cell: (row) => <OwnWords locale={current.locale}>{row.words}</OwnWords>,
        },
      ]}
      rows={patchTargets}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}

function groupOf({ severity, target, measured }: PatchFigures, current: CurrentWords): BarGroup[] {
  const { words } = current;
  if (measured === null || measured.patched === 0) return [];
  const bar = (label: string, hours: number | null, text: (time: string) => string) =>
    hours === null ? [] : [{ label, value: hours, text: text(durationInWords(hours, current)) }];
  const over = target !== null && measured.slowestHours !== null && measured.slowestHours > target.hours;
  const bars = [
    ...bar(words("reports.patching.median"), measured.medianHours, (time) => time),
    ...bar(words("reports.patching.slowest"), measured.slowestHours, (time) =>
      over ? words("reports.patching.slowestOver", { time }) : time,
    ),
  ];
  if (bars.length === 0) return [];
  const longest = Math.max(...bars.map(({ value }) => value));
  if (target === null) return [{ ...ownLabel(severity, current), bars, max: longest }];
  // A little room behind the longest, so that a target at the end is still a line within the track.
  const max = Math.max(target.hours, longest) * 1.1;
  const text = words("reports.patching.targetMark", { time: durationInWords(target.hours, current) });
  return [{ ...ownLabel(severity, current), bars, max, mark: { value: target.hours, text } }];
}

const groupInWords = (group: BarGroup): string =>
  [sayable(group), ...group.bars.map(({ label, text }) => `${label} ${text}`), group.mark?.text]
    .filter(Boolean)
    .join(", ");

function columns(current: CurrentWords): Column<PatchFigures>[] {
  const { words } = current;
  const time = (row: PatchFigures, name: "medianHours" | "slowestHours") => {
    if (row.measured === null) return words("reports.patching.notMeasured");
    const hours = row.measured[name];
    if (hours !== null) return durationInWords(hours, current);
    return words(row.measured.patched === 0 ? "reports.patching.noneText" : "reports.patching.notMeasured");
  };
  return [
    {
      header: words("reports.patching.severity"),
      cell: ({ severity }) => <OwnWords locale={current.locale}>{severity}</OwnWords>,
    },
    {
      header: words("reports.patching.target"),
      cell: ({ target }) =>
        target === null ? (
          words("reports.patching.noTarget")
        ) : (
          <OwnWords locale={current.locale}>{target.words}</OwnWords>
        ),
    },
    {
      header: words("reports.patching.patched"),
      cell: ({ measured }) =>
        measured === null ? words("reports.patching.notMeasured") : countInWords(measured.patched, current),
    },
    {
      header: words("reports.patching.within"),
      cell: ({ target, measured }) => {
        if (target === null) return words("reports.patching.noTarget");
        if (measured === null || measured.withinTarget === null) return words("reports.patching.notMeasured");
        return words("reports.patching.withinOf", { within: measured.withinTarget, patched: measured.patched });
      },
    },
    { header: words("reports.patching.median"), cell: (row) => time(row, "medianHours") },
    { header: words("reports.patching.slowest"), cell: (row) => time(row, "slowestHours") },
  ];
}
