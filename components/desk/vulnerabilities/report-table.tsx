import { erased, stateLabels } from "@/components/desk/vulnerabilities/report-words";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { isClosed, type ReportState } from "@/server/vulnerabilities/lifecycle";
import type { ReportSummary } from "@/server/vulnerabilities/queries";

const summary: Column<ReportSummary> = {
  header: "Report",
  cell: ({ id, details }) => (
    <a href={`/desk/vulnerabilities/${id}`} className="wrap-anywhere">
      {details?.summary ?? erased}
    </a>
  ),
};
const reporter: Column<ReportSummary> = {
  header: "Reporter",
  cell: ({ details }) => (details === null ? erased : details.name || details.email || "Anonymous"),
};
const sent: Column<ReportSummary> = { header: "Sent", cell: ({ createdAt }) => <TimeText value={createdAt} short /> };
const closed: Column<ReportSummary> = {
  header: "Closed",
  cell: ({ closedAt }) => (closedAt === null ? "" : <TimeText value={closedAt} short />),
};

export function ReportTable({ state, rows }: { state: ReportState; rows: readonly ReportSummary[] }) {
  return (
    <Table
      caption={`${stateLabels[state]}, the newest first`}
      columns={[summary, reporter, sent, ...(isClosed(state) ? [closed] : [])]}
      rows={rows}
      rowKey={({ id }) => id}
      empty="No report is in this state."
    />
  );
}
