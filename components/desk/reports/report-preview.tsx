import { ReportBody } from "@/components/site/reports/report-body";
import { DemonstrationNote, reportTitle } from "@/components/site/reports/report-page";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Prose } from "@/components/ui/prose";
import type { CurrentWords } from "@/server/access/current-words";
import { reportFile } from "@/server/assurance/reports/draft";
import type { ReportPreview as Preview } from "@/server/assurance/reports/queries";
import type { Pack } from "@/server/content/pack";

/** A quarter's report as visitors will see it, with what still stands in its way. */
export function ReportPreview({ standing, pack, current, ...whole }: Preview & { pack: Pack; current: CurrentWords }) {
  const { words, locale, href } = current;
  const { quarter, state } = standing;
  const explained = words(`reports.desk.explained.${state}`, { file: reportFile(pack, quarter) });
  return (
    <>
      <PageHeader
        eyebrow={<a href={href("/desk/reports")}>{words("reports.desk.back")}</a>}
        title={words("reports.desk.previewTitle", { title: reportTitle(whole.report, current) })}
        actions={
          <ButtonLink href={`/desk/reports/${quarter.address}/draft`} tone="secondary">
            {words("reports.desk.draft")}
          </ButtonLink>
        }
      />
      <Callout locale={locale}>
        {state === "published" ? explained : words("reports.desk.previewNote", { state: explained })}
      </Callout>
      {whole.report.demonstration ? (
        <DemonstrationNote publisher={pack.publisher.names.short} current={current} />
      ) : null}
      <Prose>
        <ReportBody {...whole} current={current} />
      </Prose>
    </>
  );
}
