import { OwnWords } from "@/components/site/own-words";
import type { CurrentWords } from "@/server/access/current-words";
import type { ExpectedReport } from "@/server/vault/built/expected-reports";
import type { Words } from "@/server/words/words";
import { StatusTag } from "../ui/status-tag";
import { type Column, Table } from "../ui/table";

const columns = ({ locale, words }: CurrentWords): readonly Column<ExpectedReport>[] => [
  { header: words("vault.expected.report"), cell: ({ title }) => <OwnWords locale={locale}>{title}</OwnWords> },
  {
    header: words("vault.expected.statement"),
    cell: ({ statement }) => <OwnWords locale={locale}>{statement}</OwnWords>,
  },
  { header: words("vault.expected.standing"), cell: (report) => <Standing report={report} words={words} /> },
];

/** Reports that do not exist yet. A target that has passed says so (`passed` is decided by the caller's moment). */
export function ExpectedReports({ reports, current }: { reports: readonly ExpectedReport[]; current: CurrentWords }) {
  if (reports.length === 0) return null;
  const { words } = current;
  return (
    <section className="grid gap-4" aria-labelledby="expected">
      <h2 id="expected">{words("vault.expected.title")}</h2>
      <p className="max-w-[36em] text-muted">{words("vault.expected.lead")}</p>
      <Table
        caption={words("vault.expected.title")}
        captionHidden
        columns={columns(current)}
        rows={reports}
        rowKey={({ title, quarter }) => `${title} ${quarter}`}
        empty={words("vault.expected.none")}
      />
    </section>
  );
}

function Standing({ report: { quarter, passed }, words }: { report: ExpectedReport; words: Words }) {
  if (quarter === null) return <StatusTag tone="planned">{words("vault.expected.noDate")}</StatusTag>;
  const target = quarter.replace("-", " ");
  if (passed) return <StatusTag tone="passed">{words("vault.expected.passed", { target })}</StatusTag>;
  return <StatusTag tone="planned">{words("vault.expected.target", { target })}</StatusTag>;
}
