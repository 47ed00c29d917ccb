import { OwnWords } from "@/components/site/own-words";
import { Hash } from "@/components/ui/hash";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { TracedDownload } from "@/server/vault/trace";

/** For whom a copy was made. */
export function TracedCopy({ copy, current: { locale, words } }: { copy: TracedDownload; current: CurrentWords }) {
  return (
    <>
      <SummaryList
        rows={[
          { term: words("desk.trace.madeFor"), detail: copy.name },
          { term: words("desk.trace.email"), detail: copy.email },
          { term: words("desk.trace.account"), detail: copy.accountName },
          {
            term: words("desk.trace.access"),
            detail: words(copy.accessEnded ? "desk.trace.ended" : "desk.trace.active"),
          },
          { term: words("desk.trace.made"), detail: <TimeText value={copy.createdAt} locale={locale} /> },
          {
            term: words("desk.trace.howFar"),
            detail: copy.state === null ? words("desk.trace.notKept") : words(`desk.trace.state.${copy.state}`),
          },
          { term: words("desk.trace.form"), detail: words(copy.archive ? "desk.trace.whole" : "desk.trace.single") },
        ]}
      />
      <section aria-labelledby="documents" className="space-y-4">
        <h2 id="documents">{words("desk.trace.holds")}</h2>
        <Table
          caption={words("desk.trace.caption")}
          captionHidden
          columns={[
            {
              header: words("desk.trace.document"),
              cell: (row) => <OwnWords locale={locale}>{row.title}</OwnWords>,
            },
            { header: words("desk.trace.version"), cell: (row) => row.version },
            { header: words("desk.trace.hash"), cell: (row) => <Hash value={row.originalSha256} /> },
          ]}
          rows={copy.documents}
          rowKey={(row) => `${row.title} ${row.version}`}
          empty={words("desk.trace.empty")}
        />
      </section>
    </>
  );
}
