import { headline } from "@/components/site/subprocessors/change-words";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ChangeState } from "@/server/subprocessors/changes/lifecycle";
import type { ChangeSummary } from "@/server/subprocessors/changes/queries";

export function ChangeTable({
  state,
  rows,
  at,
  current,
}: {
  state: ChangeState;
  rows: readonly ChangeSummary[];
  at: Date;
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <Table
      caption={words(`changes.desk.caption.${state}`)}
      columns={columns(state, at, current)}
      rows={rows}
      rowKey={({ id }) => id}
      empty={words(`changes.desk.empty.${state}`)}
    />
  );
}

function columns(state: ChangeState, at: Date, current: CurrentWords): Column<ChangeSummary>[] {
  const { locale, words, href } = current;
  const change: Column<ChangeSummary> = {
    header: words("changes.desk.change"),
    cell: (row) => (
      <a href={href(`/desk/subprocessors/changes/${row.id}`)} className="wrap-anywhere" dir="auto">
        {headline(row, current)}
      </a>
    ),
  };
  const proposed: Column<ChangeSummary> = {
    header: words("changes.desk.proposed"),
    cell: ({ createdAt }) => <TimeText value={createdAt} short locale={locale} />,
  };
  const effect: Column<ChangeSummary> = {
    header: words(state === "effective" ? "changes.desk.tookEffect" : "changes.desk.effect"),
    cell: (row) => <Effect row={row} at={state === "effective" ? null : at} current={current} />,
  };
  const withdrawn: Column<ChangeSummary> = {
    header: words("changes.desk.withdrawn"),
    cell: ({ withdrawnAt }) => (withdrawnAt === null ? "" : <TimeText value={withdrawnAt} short locale={locale} />),
  };
  return [change, proposed, state === "withdrawn" ? withdrawn : effect];
}

/** @param at null: without how far off it is */
function Effect({
  row: { effectiveAt, waits },
  at,
  current: { locale, words },
}: {
  row: ChangeSummary;
  at: Date | null;
  current: CurrentWords;
}) {
  if (effectiveAt === null) return words(waits ? "changes.desk.afterNotice" : "changes.desk.noWait");
  return <TimeText value={effectiveAt} short locale={locale} {...(at === null ? {} : { now: at })} />;
}
