import { quarterInWords } from "@/components/site/reports/figure-words";
import { StatusTag, type StatusTone } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { MissingFigure, QuarterForStaff, QuarterState } from "@/server/assurance/reports/queries";

const tones: Record<QuarterState, StatusTone> = {
  running: "under-way",
  "no-file": "at-risk",
  "not-signed-off": "at-risk",
  "signed-off-later": "planned",
  published: "done",
};

const titles = {
  mfaCoverage: "reports.mfa.title",
  patching: "reports.patching.title",
  subProcessorChanges: "reports.changes.title",
  advisories: "reports.advisories.title",
  questions: "reports.questions.title",
} as const satisfies Record<MissingFigure, string>;

/** Quarters, how far each report is, and what the publisher has not stated in it. */
export function QuarterTable({ quarters, current }: { quarters: readonly QuarterForStaff[]; current: CurrentWords }) {
  const { words, href } = current;
  return (
    <Table
      caption={words("reports.desk.caption")}
      captionHidden
      columns={[
        {
          header: words("reports.desk.quarter"),
          cell: ({ quarter, demonstration }) => {
            const title = quarterInWords(quarter, current);
            return (
              <a href={href(`/desk/reports/${quarter.address}`)}>
                {demonstration ? words("reports.demonstrationTitle", { title }) : title}
              </a>
            );
          },
        },
        {
          header: words("reports.desk.state"),
          cell: ({ state }) => <StatusTag tone={tones[state]}>{words(`reports.desk.states.${state}`)}</StatusTag>,
        },
        {
          header: words("reports.desk.missing"),
          cell: ({ missing }) =>
            missing.length === 0
              ? words("reports.desk.nothingMissing")
              : missing.map((name) => words(titles[name])).join(", "),
        },
        {
          header: words("reports.desk.actions"),
          cell: ({ quarter }) => (
            <a href={`/desk/reports/${quarter.address}/draft`} download>
              {words("reports.desk.draft")}
            </a>
          ),
        },
      ]}
      rows={quarters}
      rowKey={({ quarter }) => quarter.name}
      empty={words("reports.desk.empty")}
    />
  );
}
