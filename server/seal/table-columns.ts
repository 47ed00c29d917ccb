/** How wide each column of a table is: as its author says, or so that words stay whole and room is shared fairly. */
import type { PageFlow } from "@/server/seal/page-flow";
import { CELL, CELL_HEAD } from "@/server/seal/page-style";
import type { TextContent, TextStyle } from "@/server/seal/text-runs";

export interface TableOptions {
  readonly head?: readonly TextContent[];
  readonly rows: readonly (readonly TextContent[])[];
  /** Parts of the whole width; from the content when absent. */
  readonly widths?: readonly number[];
  readonly align?: readonly ("left" | "right")[];
  /** The first cell of each row names the row. */
  readonly rowHeads?: boolean;
}

/** Points. */
export interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

const GUTTER = 14;
const BOLD_CELL: TextStyle = { ...CELL, bold: true };

export function columnsOf(flow: PageFlow, table: TableOptions): Column[] {
  const { left, right } = flow.frame;
  const count = Math.max(table.head?.length ?? 0, ...table.rows.map((row) => row.length));
  const room = right - left - GUTTER * Math.max(0, count - 1);
  const widths = table.widths ? parts(table.widths, count, room) : fittingWidths(flow, table, count, room);
  let x = left;
  return widths.map((width, index) => {
    const column = { x, width, align: table.align?.[index] ?? "left" };
    x += width + GUTTER;
    return column;
  });
}

function parts(widths: readonly number[], count: number, room: number): number[] {
  const known = Array.from({ length: count }, (_, index) => widths[index] ?? 1);
  const sum = known.reduce((total, width) => total + width, 0);
  return known.map((width) => (width / sum) * room);
}

/** Each column gets its widest word, then a share of what is left in proportion to what it would still take. */
function fittingWidths(flow: PageFlow, table: TableOptions, count: number, room: number): number[] {
  const wanted = Array.from({ length: count }, (_, column) => {
    const cells = [
      ...(table.head ? [{ content: table.head[column] ?? "", style: CELL_HEAD }] : []),
      ...table.rows.map((row) => ({ content: row[column] ?? "", style: table.rowHeads && !column ? BOLD_CELL : CELL })),
    ];
    const least = Math.max(0, ...cells.map(({ content, style }) => flow.typesetter.widestWord(content, style)));
    const full = Math.max(1, ...cells.map(({ content, style }) => flow.typesetter.widthOf(content, style)));
    return { least: Math.min(least + 0.1, room * 0.4), full };
  });
  const least = wanted.reduce((sum, column) => sum + column.least, 0);
  if (least >= room) return wanted.map((column) => (column.least / least) * room);
  const full = wanted.reduce((sum, column) => sum + column.full, 0);
  if (full <= room) return wanted.map((column) => column.full * (room / full));
  // The square root keeps one long column from starving the others.
  const appetite = wanted.map((column) => Math.sqrt(Math.max(1, column.full - column.least)));
  const all = appetite.reduce((sum, share) => sum + share, 0);
  return wanted.map((column, index) => column.least + ((appetite[index] ?? 0) / all) * (room - least));
}
