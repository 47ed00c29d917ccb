import type { ReactNode } from "react";

export interface Column<Row> {
  /** The head of the column, and the label beside the cell where a phone shows the table as rows. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "start" | "end";
}

/** More columns than this need a wide page before they stand side by side; see table.css. */
const fewColumns = 4;

/**
 * A table whose first column names the row. In a narrow place it becomes labelled rows; the roles are spelt out because
 * some browsers forget them when the display changes. An empty table says so in the words of `empty`.
 */
export function Table<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  empty,
}: {
  caption: string;
  /** Where a heading right above says the same. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
}) {
  return (
    <div className="table-frame" data-columns={columns.length > fewColumns ? "many" : undefined}>
      {/* biome-ignore lint/a11y/noRedundantRoles: lost in some browsers when the table is shown as labelled rows */}
      <table className="table" role="table">
        <caption className={captionHidden ? "visually-hidden" : undefined}>{caption}</caption>
        <Head columns={columns} />
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tbody role="rowgroup">
          {rows.map((row) => (
            <BodyRow key={rowKey(row)} row={row} columns={columns} />
          ))}
          {rows.length > 0 ? null : <EmptyRow span={columns.length}>{empty}</EmptyRow>}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <thead role="rowgroup">
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <tr role="row">
        {columns.map((column) => (
          // biome-ignore lint/a11y/noRedundantRoles: as above
          <th key={column.header} role="columnheader" scope="col" data-align={column.align}>
            {column.header}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function BodyRow<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <tr role="row">
      {columns.map((column, index) =>
        index === 0 ? (
          // biome-ignore lint/a11y/noRedundantRoles: as above
          <th key={column.header} role="rowheader" scope="row" data-align={column.align}>
            {column.cell(row)}
          </th>
        ) : (
          // biome-ignore lint/a11y/noRedundantRoles: as above
          <td key={column.header} role="cell" data-label={column.header} data-align={column.align}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

function EmptyRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <tr role="row">
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <td role="cell" colSpan={span} className="table-empty">
        {children}
      </td>
    </tr>
  );
}
