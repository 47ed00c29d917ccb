import type { Metadata } from "next";
import { nextPage } from "@/components/desk/paging";
import { ReportTable } from "@/components/desk/vulnerabilities/report-table";
import { stateLabels } from "@/components/desk/vulnerabilities/report-words";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentPack } from "@/server/content/current-pack";
import { isReportState, reportStates } from "@/server/vulnerabilities/lifecycle";
import { listReports } from "@/server/vulnerabilities/queries";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";

export const metadata: Metadata = { title: "Vulnerabilities" };

const path = "/desk/vulnerabilities";

export default async function VulnerabilitiesPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("vulnerability:handle");
  const asked = await textOf(searchParams, "state");
  const state = isReportState(asked) ? asked : "received";
  const rows = await listReports(viewer, (await currentPack()).name, state, await cursorOf(searchParams));
  const tabs = reportStates.map((each) => ({ label: stateLabels[each], href: `${path}?state=${each}` }));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title="Vulnerabilities" lead="Reports from the public form, from anybody, some without a name." />
      <LinkTabs label="Reports by state" tabs={tabs} current={`${path}?state=${state}`} />
      <ReportTable state={state} rows={rows} />
      <Pagination label="Pages of reports" next={nextPage(path, rows, { state })} />
    </DeskFrame>
  );
}
