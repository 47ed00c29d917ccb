import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { isClosed, type ReportState } from "@/server/vulnerabilities/lifecycle";
import type { ReportSummary } from "@/server/vulnerabilities/queries";

function columns({ locale, words, href }: CurrentWords) {
  const erased = words("desk.vulnerabilities.erased");
  const summary: Column<ReportSummary> = {
    header: words("desk.vulnerabilities.report"),
    cell: ({ id, details }) => (
      <a href={href(`/desk/vulnerabilities/${id}`)} className="wrap-anywhere">
        {details?.summary ?? erased}
      </a>
    ),
  };
  const reporter: Column<ReportSummary> = {
    header: words("desk.vulnerabilities.reporter"),
    cell: ({ details }) =>
      details === null ? erased : details.name || details.email || words("desk.vulnerabilities.anonymous"),
  };
  const sent: Column<ReportSummary> = {
    header: words("desk.vulnerabilities.sent"),
    cell: ({ createdAt }) => <TimeText value={createdAt} short locale={locale} />,
  };
  const closed: Column<ReportSummary> = {
    header: words("desk.vulnerabilities.closed"),
    cell: ({ closedAt }) => (closedAt === null ? "" : <TimeText value={closedAt} short locale={locale} />),
  };
  return { summary, reporter, sent, closed };
}

export function ReportTable({
  state,
  rows,
  current,
}: {
  state: ReportState;
  rows: readonly ReportSummary[];
  current: CurrentWords;
}) {
  const { words } = current;
  const { summary, reporter, sent, closed } = columns(current);
  return (
    <Table
      caption={words("desk.vulnerabilities.caption", { state: words(`desk.vulnerabilities.state.${state}`) })}
      columns={[summary, reporter, sent, ...(isClosed(state) ? [closed] : [])]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={words("desk.vulnerabilities.empty")}
    />
  );
}
