import { TraceForm } from "@/components/desk/documents/trace-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { DeskFrame } from "../../desk-frame";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("desk.trace.title");

export default async function TracePage() {
  const viewer = await requireViewer("download:trace");
  const current = await currentWords();
  const { words } = current;
  return (
    <DeskFrame viewer={viewer} path="/desk/documents/trace">
      <PageHeader title={words("desk.trace.title")} lead={words("desk.trace.lead")} />
      <TraceForm current={current} />
    </DeskFrame>
  );
}
