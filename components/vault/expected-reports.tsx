import type { ExpectedReport } from "@/server/vault/built/expected-reports";
import { StatusTag } from "../ui/status-tag";
import { type Column, Table } from "../ui/table";

const columns: readonly Column<ExpectedReport>[] = [
  { header: "Report", cell: ({ title }) => title },
  { header: "The publisher’s statement", cell: ({ statement }) => statement },
  { header: "Standing", cell: (report) => <Standing report={report} /> },
];

/** Reports that do not exist yet. A target that has passed says so (`passed` is decided by the caller's moment). */
export function ExpectedReports({ reports }: { reports: readonly ExpectedReport[] }) {
  if (reports.length === 0) return null;
  return (
    <section className="grid gap-4" aria-labelledby="expected">
      <h2 id="expected">Audit reports not issued yet</h2>
      <p className="max-w-[36em] text-muted">
        There is no file of these. They are listed so that you know what to expect and when.
      </p>
      <Table
        caption="Audit reports not issued yet"
        captionHidden
        columns={columns}
        rows={reports}
        rowKey={({ title, quarter }) => `${title} ${quarter}`}
        empty="There are none."
      />
    </section>
  );
}

function Standing({ report: { quarter, passed } }: { report: ExpectedReport }) {
  if (quarter === null) return <StatusTag tone="planned">Not issued; no date stated</StatusTag>;
  const target = quarter.replace("-", " ");
  if (passed) return <StatusTag tone="passed">Not issued; the target {target} has passed</StatusTag>;
  return <StatusTag tone="planned">Not issued; target {target}</StatusTag>;
}
