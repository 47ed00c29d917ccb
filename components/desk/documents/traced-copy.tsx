import { Hash } from "@/components/ui/hash";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { DownloadState } from "@/server/platform/generated/prisma/enums";
import type { TracedDownload } from "@/server/vault/trace";

const stateWords: Record<DownloadState, string> = {
  waiting: "Started; nothing was sent yet",
  marking: "Being marked; nothing was sent yet",
  sending: "Being sent",
  sent: "Sent whole",
  interrupted: "Interrupted: a part of it may have been sent",
  refused: "Refused: nothing was sent",
};

/** For whom a copy was made. */
export function TracedCopy({ copy }: { copy: TracedDownload }) {
  return (
    <>
      <SummaryList
        rows={[
          { term: "Made for", detail: copy.name },
          { term: "E-mail address", detail: copy.email },
          { term: "Account", detail: copy.accountName },
          { term: "Access today", detail: copy.accessEnded ? "Ended" : "Active" },
          { term: "Made", detail: <TimeText value={copy.createdAt} /> },
          { term: "How far it came", detail: copy.state === null ? "Not kept" : stateWords[copy.state] },
          { term: "Form", detail: copy.archive ? "The whole pack, as one archive" : "One document" },
        ]}
      />
      <section aria-labelledby="documents" className="space-y-4">
        <h2 id="documents">What it holds</h2>
        <Table
          caption="Documents under this id"
          captionHidden
          columns={[
            { header: "Document", cell: (row) => row.title },
            { header: "Version", cell: (row) => row.version },
            { header: "SHA-256 of the unmarked original", cell: (row) => <Hash value={row.originalSha256} /> },
          ]}
          rows={copy.documents}
          rowKey={(row) => `${row.title} ${row.version}`}
          empty="No document is recorded under this id."
        />
      </section>
    </>
  );
}
