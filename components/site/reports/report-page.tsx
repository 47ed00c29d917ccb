import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { ReadingLayout } from "@/components/ui/reading-layout";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ReportWithCourse } from "@/server/assurance/reports/queries";
import type { TrustReport } from "@/server/assurance/reports/report";
import { OwnWords } from "../own-words";
import { quarterInWords } from "./figure-words";
import { ReportBody, reportSections } from "./report-body";

/** A published report. @param publisher its short name */
export function ReportPage({
  publisher,
  current,
  ...whole
}: ReportWithCourse & { publisher: string; current: CurrentWords }) {
  const { words, locale } = current;
  const { report } = whole;
  return (
    <>
      <PageHeader
        title={reportTitle(report, current)}
        lead={<Period report={report} current={current} />}
        meta={<Facts report={report} current={current} />}
      />
      {report.demonstration ? <DemonstrationNote publisher={publisher} current={current} /> : null}
      <ReadingLayout sections={reportSections(whole, current)} locale={locale}>
        {report.note === null ? null : (
          <p>
            {words("reports.meta.note")}: <OwnWords locale={current.locale}>{report.note}</OwnWords>
          </p>
        )}
        <ReportBody {...whole} current={current} />
      </ReadingLayout>
    </>
  );
}

export function reportTitle({ quarter, demonstration }: TrustReport, current: CurrentWords): string {
  const title = current.words("reports.reportTitle", { quarter: quarterInWords(quarter, current) });
  return demonstration ? current.words("reports.demonstrationTitle", { title }) : title;
}

export function DemonstrationNote({
  publisher,
  current: { words, locale },
}: {
  publisher: string;
  current: CurrentWords;
}) {
  return (
    <Callout tone="warning" title={words("reports.demonstration")} locale={locale}>
      {words("reports.demonstrationNote", { name: publisher })}
    </Callout>
  );
}

function Period({ report: { quarter }, current: { words, locale } }: { report: TrustReport; current: CurrentWords }) {
  return words.rich("reports.reportLead", {
    from: () => <TimeText key="from" value={quarter.firstDay} precision="day" locale={locale} />,
    until: () => <TimeText key="until" value={quarter.lastDay} precision="day" locale={locale} />,
  });
}

function Facts({ report: { signedOff, quarter }, current }: { report: TrustReport; current: CurrentWords }) {
  const { words, locale } = current;
  return (
    <SummaryList
      rows={[
        {
          term: words("reports.meta.signedOffBy"),
          detail:
            signedOff === null ? (
              words("reports.meta.notSignedOff")
            ) : (
              <OwnWords locale={current.locale}>{`${signedOff.by}, ${signedOff.role}`}</OwnWords>
            ),
        },
        {
          term: words("reports.meta.signedOffOn"),
          detail:
            signedOff === null ? (
              words("reports.meta.notSignedOff")
            ) : (
              <TimeText value={signedOff.date} precision="day" locale={locale} />
            ),
        },
        {
          term: words("reports.meta.data"),
          detail: <a href={`/reports/${quarter.address}.json`}>{words("reports.meta.dataLink")}</a>,
        },
      ]}
    />
  );
}
