import type { Metadata } from "next";
import { TraceForm } from "@/components/desk/documents/trace-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { DeskFrame } from "../../desk-frame";

export const metadata: Metadata = { title: "Trace a copy" };

export default async function TracePage() {
  const viewer = await requireViewer("download:trace");
  return (
    <DeskFrame viewer={viewer} path="/desk/documents/trace">
      <PageHeader
        title="Trace a copy"
        lead="From the id on a page to the person it was made for. Each look is recorded, and the account sees it."
      />
      <TraceForm />
    </DeskFrame>
  );
}
