import { DeskAdvisoryTable } from "@/components/desk/advisories/advisory-table";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listDeskAdvisories } from "@/server/advisories/access/desk-queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("restricted.desk.title");

export default async function DeskAdvisoriesPage() {
  const viewer = await requireViewer("advisory:read");
  const current = await currentWords();
  const { words } = current;
  const rows = await listDeskAdvisories(viewer, await currentPack(), now());
  return (
    <DeskFrame viewer={viewer} path="/desk/advisories">
      <PageHeader title={words("restricted.desk.title")} lead={words("restricted.desk.lead")} />
      <DeskAdvisoryTable rows={rows} current={current} />
    </DeskFrame>
  );
}
