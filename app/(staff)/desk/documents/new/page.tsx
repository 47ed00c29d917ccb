import { NewDocumentForm } from "@/components/desk/documents/new-document-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { DeskFrame } from "../../desk-frame";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("desk.documents.add");

export default async function NewDocumentPage() {
  const viewer = await requireViewer("document:publish");
  const current = await currentWords();
  const { locale, words, href } = current;
  return (
    <DeskFrame viewer={viewer} path="/desk/documents/new">
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("desk.documents.title"), href: href("/desk/documents") }]}
          locale={locale}
        />
        <PageHeader title={words("desk.documents.add")} lead={words("desk.documents.addLead")} />
      </div>
      <NewDocumentForm current={current} />
    </DeskFrame>
  );
}
