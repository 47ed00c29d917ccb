import { QuarterTable } from "@/components/desk/reports/quarter-table";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listQuarters } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("reports.desk.title");

const path = "/desk/reports";

export default async function ReportsPage() {
  const viewer = await requireViewer("report:read");
  const current = await currentWords();
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={current.words("reports.desk.title")} lead={current.words("reports.desk.lead")} />
      <QuarterTable quarters={await listQuarters(await currentPack(), now())} current={current} />
    </DeskFrame>
  );
}
