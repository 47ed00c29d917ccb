import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { PublishedQuarter } from "@/server/assurance/reports/queries";
import { quarterInWords } from "./figure-words";
import { DemonstrationNote } from "./report-page";

/** Every published report. @param publisher its short name */
export function ReportList({
  reports,
  publisher,
  current,
}: {
  /** Newest first. */
  reports: readonly PublishedQuarter[];
  publisher: string;
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <>
      <PageHeader title={words("reports.title")} lead={words("reports.lead")} />
      {reports.some(({ demonstration }) => demonstration) ? (
        <DemonstrationNote publisher={publisher} current={current} />
      ) : null}
      {reports.length === 0 ? (
        <EmptyState title={words("reports.empty.title")}>{words("reports.empty.text", { name: publisher })}</EmptyState>
      ) : (
        <ReportTable reports={reports} current={current} />
      )}
    </>
  );
}

function ReportTable({ reports, current }: { reports: readonly PublishedQuarter[]; current: CurrentWords }) {
  const { words, locale, href } = current;
  const day = (value: string) => <TimeText key={value} value={value} precision="day" locale={locale} />;
  return (
    <Table
      caption={words("reports.list.caption")}
      captionHidden
      columns={[
        {
          header: words("reports.list.quarter"),
          cell: ({ quarter, demonstration }) => {
            const title = words("reports.reportTitle", { quarter: quarterInWords(quarter, current) });
            return (
              <a href={href(`/reports/${quarter.address}`)}>
                {demonstration ? words("reports.demonstrationTitle", { title }) : title}
              </a>
            );
          },
        },
        {
          header: words("reports.list.period"),
          cell: ({ quarter }) =>
            words.rich("reports.list.periodText", {
              from: () => day(quarter.firstDay),
              until: () => day(quarter.lastDay),
            }),
        },
        { header: words("reports.list.signedOff"), cell: ({ signedOff }) => day(signedOff.date) },
      ]}
      rows={reports}
      rowKey={({ quarter }) => quarter.name}
      empty=""
    />
  );
}
