import type { Metadata } from "next";
import { DocumentTable } from "@/components/desk/documents/document-table";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { listDocuments } from "@/server/vault/desk-queries";
import { DeskFrame } from "../desk-frame";

export const metadata: Metadata = { title: "Documents" };

export default async function DocumentsPage() {
  const viewer = await requireViewer("document:read");
  const { name } = await currentPack();
  const publishes = may(viewer, "document:publish");
  return (
    <DeskFrame viewer={viewer} path="/desk/documents">
      <PageHeader
        title="Documents"
        lead="What the security pack holds, and who may read it."
        actions={publishes ? <ButtonLink href="/desk/documents/new">Add a document</ButtonLink> : undefined}
      />
      <DocumentTable rows={await listDocuments(viewer, name, now())} />
    </DeskFrame>
  );
}
