import type { CurrentWords } from "@/server/access/current-words";
import type { PackDocument } from "@/server/vault/queries";
import { EmptyState } from "../ui/empty-state";
import { DocumentList } from "./document-list";
import { DownloadForm } from "./download-form";

/** The documents that are open to the reader, and the whole of them at once. */
export function PackDocuments({
  documents,
  mayDownload,
  complete,
  publisherName,
  current,
}: {
  documents: readonly PackDocument[];
  mayDownload: boolean;
  /** False while the agreement still hides a part of the pack. */
  complete: boolean;
  publisherName: string;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  if (documents.length === 0)
    return complete ? (
      <EmptyState title={words("vault.emptyTitle")}>{words("vault.empty", { publisher: publisherName })}</EmptyState>
    ) : null;
  const sendable = documents.filter((document) => document.sendable).length;
  return (
    <section className="grid gap-5" aria-labelledby="documents">
      <h2 id="documents">{words(complete ? "vault.documents" : "vault.openAlready")}</h2>
      {mayDownload && sendable > 1 ? (
        <div className="max-w-[34rem]">
          <DownloadForm
            wanted="pack"
            label={words("vault.downloadAll", { count: String(sendable) })}
            tone="primary"
            locale={locale}
          />
        </div>
      ) : null}
      <DocumentList documents={documents} mayDownload={mayDownload} current={current} />
    </section>
  );
}
