import { noticeKinds } from "@/components/notices/notice-words";
import { daysLeft, headline } from "@/components/site/subprocessors/change-words";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { WorkItem } from "@/server/notices/desk/worklist";

interface Work {
  readonly rows: readonly WorkItem[];
  readonly at: Date;
  readonly current: CurrentWords;
  /** Where every row is of the same notice. */
  readonly ofOneNotice?: boolean;
}

/** What somebody must do, the most urgent first, with the days that are left for it. */
export function WorkTable({ rows, at, current, ofOneNotice = false }: Work) {
  const { words, href } = current;
  const what: Column<WorkItem> = {
    header: words("notices.column.what"),
    cell: (row) => (
      <span className="wrap-anywhere" dir="auto">
        {row.change === null
          ? (row.subject ?? words(noticeKinds[row.noticeKind]))
          : headline({ ...row.change, replaces: null }, current)}
      </span>
    ),
  };
  const columns: readonly Column<WorkItem>[] = [
    {
      header: words("notices.column.account"),
      cell: ({ noticeId, accountId, accountName }) => (
        <a href={href(`/desk/notices/${noticeId}/accounts/${accountId}`)} className="wrap-anywhere" dir="auto">
          {accountName}
        </a>
      ),
    },
    ...(ofOneNotice ? [] : [what]),
    {
      header: words("notices.column.problem"),
      cell: ({ why }) => (
        <StatusTag tone={why === "untold" ? "at-risk" : "passed"}>{words(`notices.work.${why}`)}</StatusTag>
      ),
    },
    { header: words("notices.column.left"), cell: (row) => timeLeft(row, at, current) },
  ];
  return (
    <Table
      caption={words("notices.work.caption")}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ noticeId, accountId, deliveryId }) => `${noticeId}/${accountId}/${deliveryId}`}
      empty={words("notices.work.empty")}
    />
  );
}

function timeLeft({ why, noticeKind, change, effectiveAt }: WorkItem, at: Date, { words }: CurrentWords): string {
  if (why === "returned") return words("notices.work.undoesNothing");
  if (noticeKind === "withdrawal" || change === null) return words("notices.work.soon");
  if (effectiveAt === null) return words("notices.work.notFixed");
  if (change.state === "effective" || effectiveAt <= at) return words("notices.work.held");
  return words("notices.work.days", { left: daysLeft(effectiveAt, at) });
}
