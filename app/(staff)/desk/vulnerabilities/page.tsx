import { nextPage } from "@/components/desk/paging";
import { ReportTable } from "@/components/desk/vulnerabilities/report-table";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { isReportState, reportStates } from "@/server/vulnerabilities/lifecycle";
import { listReports } from "@/server/vulnerabilities/queries";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.vulnerabilities.title");

const path = "/desk/vulnerabilities";

export default async function VulnerabilitiesPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("vulnerability:handle");
  const current = await currentWords();
  const { locale, words, href } = current;
  const asked = await textOf(searchParams, "state");
  const state = isReportState(asked) ? asked : "received";
  const rows = await listReports(viewer, (await currentPack()).name, state, await cursorOf(searchParams));
  const tabs = reportStates.map((each) => ({
    label: words(`desk.vulnerabilities.state.${each}`),
    href: href(`${path}?state=${each}`),
  }));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("desk.vulnerabilities.title")} lead={words("desk.vulnerabilities.lead")} />
      <LinkTabs label={words("desk.vulnerabilities.tabs")} tabs={tabs} current={href(`${path}?state=${state}`)} />
      <ReportTable state={state} rows={rows} current={current} />
      <Pagination
        label={words("desk.vulnerabilities.pages")}
        locale={locale}
        next={nextPage(href(path), rows, { state })}
      />
    </DeskFrame>
  );
}
