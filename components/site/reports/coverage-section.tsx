import { BarChart } from "@/components/ui/charts/bar-chart";
import { Table } from "@/components/ui/table";
import { FigureSection, type InReport, OwnWords } from "./figure-section";
import { captionOf, chartInWords, flagOf, isDemonstration, percentInWords } from "./figure-words";

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
          <BarChart
            description={chartInWords(
              title,
              groups.map(({ group, percent }) => `${group}: ${percentInWords(percent, current)}`),
              figure,
              current,
            )}
            groups={[
              {
                label: null,
                max: 100,
                bars: groups.map(({ group, percent }) => ({
                  label: group,
                  value: percent,
                  text: percentInWords(percent, current),
                })),
              },
            ]}
            {...flagOf(figure, current)}
          />
          <Table
            caption={captionOf(title, figure, current)}
            captionHidden={!isDemonstration(figure)}
            columns={[
              {
                header: words("reports.mfa.group"),
                cell: ({ group }) => <OwnWords current={current}>{group}</OwnWords>,
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
