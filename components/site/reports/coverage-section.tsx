import { BarChart } from "@/components/ui/charts/bar-chart";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { TrustReport } from "@/server/assurance/reports/report";
import { OwnWords } from "../own-words";
import { FigureSection, type InReport } from "./figure-section";
import { captionOf, chartInWords, flagOf, isDemonstration, ownLabel, percentInWords, sayable } from "./figure-words";

export function CoverageSection({ report, current }: InReport) {
  const { words } = current;
  const figure = report.mfaCoverage;
  const title = words("reports.mfa.title");
  return (
    <FigureSection
      id="mfa"
      title={title}
      text={words("reports.mfa.text")}
      figure={figure}
      report={report}
      current={current}
    >
      {(groups) => (
        <>
          <CoverageChart title={title} groups={groups} figure={figure} current={current} />
          <Table
            caption={captionOf(title, figure, current)}
            captionHidden={!isDemonstration(figure)}
            columns={[
              {
                header: words("reports.mfa.group"),
                cell: ({ group }) => <OwnWords locale={current.locale}>{group}</OwnWords>,
              },
              {
                header: words("reports.mfa.coverage"),
                align: "end",
                cell: ({ percent }) => percentInWords(percent, current),
              },
            ]}
            rows={groups}
            rowKey={({ group }) => group}
            empty=""
          />
        </>
      )}
    </FigureSection>
  );
}

function CoverageChart({
  title,
  groups,
  figure,
  current,
}: {
  title: string;
  groups: NonNullable<TrustReport["mfaCoverage"]["value"]>;
  figure: TrustReport["mfaCoverage"];
  current: CurrentWords;
}) {
  const bars = groups.map(({ group, percent }) => ({
    ...ownLabel(group, current),
    value: percent,
    text: percentInWords(percent, current),
  }));
  const facts = bars.map((bar) => [sayable(bar), bar.text].filter(Boolean).join(": "));
  return (
    <BarChart
      description={chartInWords(title, facts, figure, current)}
      groups={[{ label: null, max: 100, bars }]}
      {...flagOf(figure, current)}
    />
  );
}
