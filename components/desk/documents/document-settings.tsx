import { PolicyForm } from "@/components/desk/documents/policy-form";
import { SummaryList } from "@/components/ui/summary-list";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskDocument } from "@/server/vault/desk-queries";

/** Who may read the document and how its copies are marked: to change, or to read for who may not change it. */
export function DocumentSettings({
  document,
  editable,
  current,
}: {
  document: DeskDocument;
  editable: boolean;
  current: CurrentWords;
}) {
  if (editable) return <PolicyForm document={document} current={current} />;
  const { words } = current;
  return (
    <SummaryList
      rows={[
        { term: words("desk.documents.who"), detail: words(`desk.documents.class.${document.class}`) },
        { term: words("desk.documents.cannot"), detail: words(`desk.documents.unmarkable.${document.unmarkable}`) },
      ]}
    />
  );
}
