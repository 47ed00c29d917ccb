/**
 * Tables over as many pages as they need: the header is drawn again at the top of each, a row stays whole where a
 * page can hold it, and a row taller than a page runs on over the next.
 */
import type { PageFlow, Structure } from "@/server/seal/page-flow";
import { BODY, CELL, CELL_HEAD, INK } from "@/server/seal/page-style";
import { type Column, columnsOf, type TableOptions } from "@/server/seal/table-columns";
import type { TextContent, TextStyle } from "@/server/seal/text-runs";
import type { Line } from "@/server/seal/typography";

interface Cell {
  readonly element: Structure;
  readonly type: string;
  readonly lines: readonly Line[];
}

const PADDING = 4.5;

export class TableBlock {
  readonly #flow: PageFlow;
  readonly #table: TableOptions;
  readonly #columns: readonly Column[];

  constructor(flow: PageFlow, table: TableOptions) {
    this.#flow = flow;
    this.#table = table;
    this.#columns = columnsOf(flow, table);
  }

  write(): void {
    const flow = this.#flow;
    const table = flow.element("Table");
    flow.space(8);
    if (this.#table.head) this.#writeHead(this.#table.head, table);
    const body = flow.element("TBody", {}, table);
    for (const row of this.#table.rows) this.#writeRow(row, body);
    flow.space(BODY.leading);
  }

  #writeHead(head: readonly TextContent[], table: Structure): void {
    const flow = this.#flow;
    const row = flow.element("TR", {}, flow.element("THead", {}, table));
    const cells = this.#cells(head, CELL_HEAD, () => flow.element("TH", { scope: "Column" }, row), "TH");
    const firstRow = this.#table.rows[0]?.map((cell, column) => this.#lines(cell, CELL, column).length) ?? [];
    flow.reserve(headHeight(cells) + Math.min(Math.max(1, ...firstRow), 8) * CELL.leading + 2 * PADDING);
    this.#drawHead(cells);
  }

  #drawHead(cells: readonly Cell[]): void {
    this.#drawLines(cells, CELL_HEAD, 0, linesIn(cells));
    this.#flow.y += headHeight(cells);
    this.#line(INK.rule);
  }

  #repeatHead(): void {
    const flow = this.#flow;
    flow.newPage();
    const { head } = this.#table;
    if (!head) return;
    const lines = head.map((cell, column) => this.#lines(cell, CELL_HEAD, column));
    flow.artifact(() => {
      lines.forEach((cell, column) => {
        this.#drawBare(cell, this.#columns[column]);
      });
    }, "Pagination");
    flow.y += Math.max(1, ...lines.map((cell) => cell.length)) * CELL_HEAD.leading + PADDING;
    this.#line(INK.rule);
  }

  // Within an artifact nothing may be tagged, so the repeated header is drawn without structure and links.
  #drawBare(lines: readonly Line[], column: Column | undefined): void {
    if (!column) return;
    const { typesetter, y } = this.#flow;
    lines.forEach((line, index) => {
      const x = column.align === "right" ? column.x + column.width - line.width : column.x;
      const baseline = y + index * CELL_HEAD.leading + CELL_HEAD.leading * 0.7;
      for (const piece of line.pieces) typesetter.draw(piece, x, baseline, CELL_HEAD.colour);
    });
  }

  #writeRow(row: readonly TextContent[], body: Structure): void {
    const flow = this.#flow;
    const element = flow.element("TR", {}, body);
    const newCell = (column: number) =>
      this.#table.rowHeads && column === 0
        ? flow.element("TH", { scope: "Row" }, element)
        : flow.element("TD", {}, element);
    const cells = this.#cells(row, CELL, newCell, "TD");
    const total = linesIn(cells);
    flow.reserve(0);
    const whole = total * CELL.leading + 2 * PADDING;
    const pageHeight = flow.bottom - 150;
    if (flow.y + Math.min(whole, pageHeight) > flow.bottom && !flow.atTop) this.#repeatHead();
    let drawn = 0;
    while (drawn < total) {
      const room = Math.max(1, Math.floor((flow.bottom - flow.y - 2 * PADDING) / CELL.leading));
      const count = Math.min(room, total - drawn);
      flow.y += PADDING;
      this.#drawLines(cells, CELL, drawn, drawn + count);
      flow.y += count * CELL.leading + PADDING;
      drawn += count;
      if (drawn < total) this.#repeatHead();
    }
    this.#line(INK.hairline);
  }

  #cells(row: readonly TextContent[], style: TextStyle, element: (column: number) => Structure, type: string): Cell[] {
    return this.#columns.map((_, column) => ({
      element: element(column),
      type,
      lines: this.#lines(row[column] ?? "", style, column),
    }));
  }

  #lines(content: TextContent, style: TextStyle, column: number): Line[] {
    const bold = style.bold || (this.#table.rowHeads && column === 0);
    const width = this.#columns[column]?.width ?? 0;
    return this.#flow.typesetter.lines(content, { ...style, ...(bold ? { bold } : {}) }, width);
  }

  #drawLines(cells: readonly Cell[], style: TextStyle, first: number, end: number): void {
    const top = this.#flow.y;
    cells.forEach((cell, index) => {
      const column = this.#columns[index];
      if (!column) return;
      cell.lines.slice(first, end).forEach((line, position) => {
        this.#flow.y = top + position * style.leading;
        this.#flow.drawLine(cell.element, cell.type, line, style, column);
      });
    });
    this.#flow.y = top;
  }

  #line(colour: string): void {
    const last = this.#columns.at(-1);
    const left = this.#columns[0]?.x ?? 0;
    this.#flow.hairline(left, last ? last.x + last.width : left, this.#flow.y, colour);
  }
}

const linesIn = (cells: readonly Cell[]): number => Math.max(1, ...cells.map((cell) => cell.lines.length));

const headHeight = (cells: readonly Cell[]): number => linesIn(cells) * CELL_HEAD.leading + PADDING;
