import { NextAnswer } from "@/components/objections/next-answer";
import { objectionTones } from "@/components/objections/objection-words";
import { Reference } from "@/components/ui/reference";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionSummary } from "@/server/objections/view";

interface TableProps {
  readonly rows: readonly ObjectionSummary[];
  readonly closed: boolean;
  readonly publisher: string;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** Open ones by the day that comes next, closed ones by when they were closed. */
export function ObjectionTable({ rows, closed, publisher, at, current }: TableProps) {
  const { locale, words, href } = current;
  const columns: readonly Column<ObjectionSummary>[] = [
    {
      header: words("objections.column.reference"),
      cell: ({ id, reference }) => (
        <a href={href(`/desk/objections/${id}`)}>
          <Reference>{reference}</Reference>
        </a>
      ),
    },
    { header: words("objections.column.account"), cell: ({ accountName }) => <span dir="auto">{accountName}</span> },
    { header: words("objections.column.change"), cell: ({ changeName }) => <span dir="auto">{changeName}</span> },
    {
      header: words("objections.column.state"),
      cell: ({ state }) => <StatusTag tone={objectionTones[state]}>{words(`objections.state.${state}`)}</StatusTag>,
    },
    closed
      ? {
          header: words("objections.column.closed"),
          cell: ({ closedAt }) => closedAt && <TimeText value={closedAt} short locale={locale} />,
        }
      : {
          header: words("objections.column.due"),
          cell: (row) => (
            <NextAnswer objection={row} side="publisher" publisher={publisher} at={at} current={current} />
          ),
        },
  ];
  return (
    <Table
      caption={words(closed ? "objections.desk.closedCaption" : "objections.desk.openCaption")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={words(closed ? "objections.desk.emptyClosed" : "objections.desk.emptyOpen")}
    />
  );
}
