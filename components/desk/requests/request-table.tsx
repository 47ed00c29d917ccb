import { requestStates } from "@/components/desk/requests/request-states";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { RequestSummary } from "@/server/access/requests/queries";

const person: Column<RequestSummary> = {
  header: "Person",
  cell: (row) => (
    <>
      <a href={`/desk/requests/${row.id}`}>{row.name}</a>
      <br />
      <span className="font-normal text-muted">{row.email}</span>
    </>
  ),
};
const company: Column<RequestSummary> = { header: "Company, as given", cell: (row) => row.company };
const since: Column<RequestSummary> = {
  header: "Confirmed",
  cell: (row) => (row.confirmedAt === null ? "Not confirmed" : <TimeText value={row.confirmedAt} short />),
};
const outcome: Column<RequestSummary> = {
  header: "Outcome",
  cell: (row) => <StatusTag tone={requestStates[row.state].tone}>{requestStates[row.state].label}</StatusTag>,
};
const decided: Column<RequestSummary> = {
  header: "Decided",
  cell: (row) => (row.decidedAt === null ? "" : <TimeText value={row.decidedAt} short />),
};

export function RequestTable({ kind, rows }: { kind: "waiting" | "decided"; rows: readonly RequestSummary[] }) {
  return (
    <Table
      caption={kind === "waiting" ? "Requests that wait, the longest first" : "Decided requests, the latest first"}
      columns={kind === "waiting" ? [person, company, since] : [person, company, outcome, decided]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        kind === "waiting"
          ? "No request waits. A new one shows here once its person has confirmed the e-mail address."
          : "No request was decided yet."
      }
    />
  );
}
