import type { Metadata } from "next";
import { NewDocumentForm } from "@/components/desk/documents/new-document-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { DeskFrame } from "../../desk-frame";

export const metadata: Metadata = { title: "Add a document" };

export default async function NewDocumentPage() {
  const viewer = await requireViewer("document:publish");
  return (
    <DeskFrame viewer={viewer} path="/desk/documents/new">
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Documents", href: "/desk/documents" }]} />
        <PageHeader title="Add a document" lead="Say what it is first. You upload its file on the next page." />
      </div>
      <NewDocumentForm />
    </DeskFrame>
  );
}
