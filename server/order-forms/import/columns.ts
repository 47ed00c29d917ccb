/** The columns of a file of order forms, in any order; capital letters, spaces and hyphens in a heading do not matter. */
import type { FileRow } from "@/server/order-forms/import/csv";
import { cut, type ImportProblem } from "@/server/order-forms/import/problems";

export const columnNames = [
  "account",
  "reference",
  "regions",
  "services",
  "approved_sub_processors",
  "notice_contacts",
] as const;
export type ColumnName = (typeof columnNames)[number];

export interface Columns {
  /** Where each column stands, counted from 0. */
  readonly places: ReadonlyMap<ColumnName, number>;
  /** How many headings the file has. */
  readonly width: number;
}

/** @returns null for the columns where the line holds no heading at all that is known */
export function readHeadings({ line, cells }: FileRow): { columns: Columns | null; problems: ImportProblem[] } {
  const places = new Map<ColumnName, number>();
  const problems: ImportProblem[] = [];
  for (const [place, cell] of cells.entries()) {
    const column = columnOf(cell);
    const about = { line, column: null, values: { heading: cut(cell.trim()), number: place + 1 } };
    if (column === undefined) problems.push({ ...about, kind: "columnUnknown" });
    else if (places.has(column)) problems.push({ ...about, kind: "columnTwice" });
    else places.set(column, place);
  }
  if (places.size === 0) return { columns: null, problems: [{ line, column: null, kind: "headings", values: {} }] };
  for (const column of columnNames)
    if (!places.has(column)) problems.push({ line, column, kind: "columnMissing", values: { column } });
  return { columns: { places, width: cells.length }, problems };
}

function columnOf(heading: string): ColumnName | undefined {
  const plain = heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return columnNames.find((name) => name === plain);
}
