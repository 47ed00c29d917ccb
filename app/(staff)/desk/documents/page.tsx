import { DocumentTable } from "@/components/desk/documents/document-table";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { listDocuments } from "@/server/vault/desk-queries";
import { DeskFrame } from "../desk-frame";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.documents.title");

export default async function DocumentsPage() {
  const viewer = await requireViewer("document:read");
  const current = await currentWords();
  const { words, href } = current;
  const { name } = await currentPack();
  const publishes = may(viewer, "document:publish");
  return (
    <DeskFrame viewer={viewer} path="/desk/documents">
      <PageHeader
        title={words("desk.documents.title")}
        lead={words("desk.documents.lead")}
        actions={
          publishes ? (
            <ButtonLink href={href("/desk/documents/new")}>{words("desk.documents.add")}</ButtonLink>
          ) : undefined
        }
      />
      <DocumentTable rows={await listDocuments(viewer, name, now())} current={current} />
    </DeskFrame>
  );
}
