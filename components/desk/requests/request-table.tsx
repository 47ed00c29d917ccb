import { requestTones } from "@/components/desk/requests/request-states";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { RequestSummary } from "@/server/access/requests/queries";

function columns({ locale, words, href }: CurrentWords) {
  const person: Column<RequestSummary> = {
    header: words("desk.requests.person"),
    cell: (row) => (
      <>
        <a href={href(`/desk/requests/${row.id}`)}>{row.name}</a>
        <br />
        <span className="font-normal text-muted">{row.email}</span>
      </>
    ),
  };
  const company: Column<RequestSummary> = { header: words("desk.requests.company"), cell: (row) => row.company };
  const since: Column<RequestSummary> = {
    header: words("desk.requests.confirmed"),
    cell: (row) =>
      row.confirmedAt === null ? (
        words("desk.requests.notConfirmed")
      ) : (
        <TimeText value={row.confirmedAt} short locale={locale} />
      ),
  };
  const outcome: Column<RequestSummary> = {
    header: words("desk.requests.outcome"),
    cell: ({ state }) => <StatusTag tone={requestTones[state]}>{words(`desk.requests.state.${state}`)}</StatusTag>,
  };
  const decided: Column<RequestSummary> = {
    header: words("desk.requests.decided"),
    cell: (row) => (row.decidedAt === null ? "" : <TimeText value={row.decidedAt} short locale={locale} />),
  };
  return { waiting: [person, company, since], decided: [person, company, outcome, decided] };
}

export function RequestTable({
  kind,
  rows,
  current,
}: {
  kind: "waiting" | "decided";
  rows: readonly RequestSummary[];
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <Table
      caption={words(kind === "waiting" ? "desk.requests.captionWaiting" : "desk.requests.captionDecided")}
      columns={columns(current)[kind]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={words(kind === "waiting" ? "desk.requests.emptyWaiting" : "desk.requests.emptyDecided")}
    />
  );
}
