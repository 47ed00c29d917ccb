import { noticeKinds } from "@/components/notices/notice-words";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ListedNotice } from "@/server/notices/desk/queries";
import { ChangeTag, noticeHeadline } from "./notice-words";

/** Every notice, the newest first, with how many accounts are told. */
export function NoticeTable({ rows, current }: { rows: readonly ListedNotice[]; current: CurrentWords }) {
  const { locale, words, href } = current;
  const columns: readonly Column<ListedNotice>[] = [
    {
      header: words("notices.column.what"),
      cell: (row) => (
        <a href={href(`/desk/notices/${row.id}`)} className="wrap-anywhere" dir="auto">
          {noticeHeadline(row, current)}
        </a>
      ),
    },
    {
      header: words("notices.column.began"),
      cell: ({ createdAt }) => <TimeText value={createdAt} short locale={locale} />,
    },
    { header: words("notices.column.kind"), cell: ({ kind }) => words(noticeKinds[kind]) },
    {
      header: words("notices.column.state"),
      cell: ({ change }) => (change === null ? "—" : ChangeTag(change, current)),
    },
    {
      header: words("notices.column.told"),
      cell: ({ progress: { given, accounts } }) => words("notices.toldOf", { given, accounts }),
    },
  ];
  return (
    <Table
      caption={words("notices.caption")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={words("notices.empty")}
    />
  );
}
