import { relationWords } from "@/components/notices/notice-words";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskNotice, ListedAccount } from "@/server/notices/desk/queries";

/** Each account on the list: how the change concerns it, when and how it was told, and from when it holds for it. */
export function AccountTable({
  notice,
  rows,
  current,
}: {
  notice: DeskNotice;
  rows: readonly ListedAccount[];
  current: CurrentWords;
}) {
  const { words, href } = current;
  const columns: readonly Column<ListedAccount>[] = [
    {
      header: words("notices.column.account"),
      cell: ({ id, accountName, closed }) => (
        <>
          <a href={href(`/desk/notices/${notice.id}/accounts/${id}`)} className="wrap-anywhere" dir="auto">
            {accountName}
          </a>
          {closed ? ` (${words("notices.closed")})` : null}
        </>
      ),
    },
    ...(notice.change === null
      ? []
      : [
          {
            header: words("notices.column.relation"),
            cell: ({ relation }: ListedAccount) =>
              relation === null ? words("notices.notWritten") : words(relationWords[relation]),
          },
        ]),
    { header: words("notices.column.given"), cell: (row) => <Given row={row} current={current} /> },
    {
      header: words("notices.column.answer"),
      cell: ({ answer, recorded }) =>
        answer === null ? (
          recorded ? (
            words("notices.anotherWay")
          ) : (
            "—"
          )
        ) : (
          <span lang="en" className="wrap-anywhere whitespace-pre-line">
            {answer}
          </span>
        ),
    },
    ...(notice.kind === "change"
      ? [
          {
            header: words("notices.column.inForce"),
            cell: (row: ListedAccount) => <InForce row={row} current={current} />,
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={words("notices.accountsCaption")}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={words("notices.noAccounts")}
    />
  );
}

interface Cell {
  readonly row: ListedAccount;
  readonly current: CurrentWords;
}

function Given({ row: { givenAt, queued, preparedAt }, current: { locale, words } }: Cell) {
  if (givenAt !== null) return <TimeText value={givenAt} short locale={locale} />;
  if (preparedAt === null || queued > 0) return words("notices.underWay");
  return <StatusTag tone="at-risk">{words("notices.work.untold")}</StatusTag>;
}

function InForce({ row: { effectiveAt, onHold, excluded }, current: { locale, words } }: Cell) {
  if (onHold) return <StatusTag tone="at-risk">{words("notices.onHold")}</StatusTag>;
  if (excluded) return words("notices.excluded");
  return effectiveAt === null ? words("notices.notFixed") : <TimeText value={effectiveAt} short locale={locale} />;
}
