import type { ReactNode } from "react";
import { Icon } from "./icon";

export interface Column<Row> {
  /** The head of the column, and the label beside the cell where a phone shows the table as rows. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "start" | "end";
  /** The rows can be sorted by this column: where the head leads, and how they are sorted by it now. */
  readonly sort?: { readonly href: string; readonly now: "ascending" | "descending" | null };
}

/** More columns than these need a wider page before they stand side by side; see table.css. */
const fewColumns = 4;
const manyColumns = 6;

function roomFor(columns: number): "many" | "most" | undefined {
  if (columns > manyColumns) return "most";
  return columns > fewColumns ? "many" : undefined;
}

/**
 * A table whose first column names the row. In a narrow place it becomes labelled rows, which browsers still read out as
 * a table. An empty table says so in the words of `empty`.
 */
export function Table<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  empty,
  sortWord,
}: {
  caption: string;
  /** Where a heading right above says the same. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
  /** "Sort by": stands before the heads that sort, where a phone shows them as a row. */
  sortWord?: string;
}) {
  return (
    <div className="table-frame" data-columns={roomFor(columns.length)}>
      <table className="table">
        <caption className={captionHidden ? "visually-hidden" : undefined}>{caption}</caption>
        <Head columns={columns} sortWord={sortWord} />
        <tbody>
          {rows.map((row) => (
            <BodyRow key={rowKey(row)} row={row} columns={columns} />
          ))}
          {rows.length > 0 ? null : <EmptyRow span={columns.length}>{empty}</EmptyRow>}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ columns, sortWord }: { columns: readonly Column<Row>[]; sortWord: string | undefined }) {
  return (
    <thead>
      <tr data-sort-word={sortWord}>
        {columns.map((column) => (
          <HeadCell key={column.header} column={column} />
        ))}
      </tr>
    </thead>
  );
}

function HeadCell<Row>({ column: { header, align, sort } }: { column: Column<Row> }) {
  return (
    <th scope="col" data-align={align} aria-sort={sort?.now ?? undefined}>
      {sort === undefined ? (
        header
      ) : (
        <a className="sort-link" href={sort.href}>
          {header}
          <Icon name="chevron" />
        </a>
      )}
    </th>
  );
}

function BodyRow<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.header} scope="row" data-align={column.align}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.header} data-label={column.header} data-align={column.align}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

function EmptyRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={span} className="table-empty">
        {children}
      </td>
    </tr>
  );
}
