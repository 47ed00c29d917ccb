import { notFound } from "next/navigation";
import { ReportPreview } from "@/components/desk/reports/report-preview";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { previewReport } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../desk-frame";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("reports.desk.preview");

export default async function ReportPreviewPage({ params }: { params: Promise<{ quarter: string }> }) {
  const viewer = await requireViewer("report:read");
  const pack = await currentPack();
  const preview = await previewReport(pack, (await params).quarter, now());
  if (preview === null) notFound();
  return (
    <DeskFrame viewer={viewer} path="/desk/reports">
      <ReportPreview {...preview} pack={pack} current={await currentWords()} />
    </DeskFrame>
  );
}
