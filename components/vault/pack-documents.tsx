import type { PackDocument } from "@/server/vault/queries";
import { EmptyState } from "../ui/empty-state";
import { DocumentList } from "./document-list";
import { DownloadForm } from "./download-form";

/** The documents that are open to the reader, and the whole of them at once. */
export function PackDocuments({
  documents,
  kindLabels,
  mayDownload,
  complete,
  publisherName,
}: {
  documents: readonly PackDocument[];
  kindLabels: Readonly<Record<PackDocument["kind"], string>>;
  mayDownload: boolean;
  /** False while the agreement still hides a part of the pack. */
  complete: boolean;
  publisherName: string;
}) {
  if (documents.length === 0)
    return complete ? (
      <EmptyState title="The pack is empty">{`${publisherName} has not put a document into it yet.`}</EmptyState>
    ) : null;
  const sendable = documents.filter((document) => document.sendable).length;
  return (
    <section className="grid gap-5" aria-labelledby="documents">
      <h2 id="documents">{complete ? "Documents" : "Open already"}</h2>
      {mayDownload && sendable > 1 ? (
        <div className="max-w-[34rem]">
          <DownloadForm wanted="pack" label={`Download all ${sendable} documents`} tone="primary" />
        </div>
      ) : null}
      <DocumentList documents={documents} kindLabels={kindLabels} mayDownload={mayDownload} />
    </section>
  );
}
