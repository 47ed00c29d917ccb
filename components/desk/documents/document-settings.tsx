import { unmarkableLabels } from "@/components/desk/documents/document-words";
import { PolicyForm } from "@/components/desk/documents/policy-form";
import { SummaryList } from "@/components/ui/summary-list";
import type { DeskDocument } from "@/server/vault/desk-queries";
import { documentClassLabels } from "@/server/vault/policy";

/** Who may read the document and how its copies are marked: to change, or to read for who may not change it. */
export function DocumentSettings({ document, editable }: { document: DeskDocument; editable: boolean }) {
  if (editable) return <PolicyForm document={document} />;
  return (
    <SummaryList
      rows={[
        { term: "Who may read it", detail: documentClassLabels[document.class] },
        { term: "A file that cannot be marked", detail: unmarkableLabels[document.unmarkable] },
      ]}
    />
  );
}
