/** Where each box of a figure stands: row below row, with room between them for what passes from one to the next. */
import type { BoxFigure } from "@/server/content/facts-schema";
import { type Format, measures } from "./drawing";
import { linesOf } from "./drawn-text";

export interface PlacedBox {
  readonly id: string;
  readonly outside: boolean;
  readonly title: readonly string[];
  readonly text: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where its row ends. */
  readonly bottom: number;
  /** Units that the words beside the arrow to it may take. */
  readonly labelWidth: number;
}

export interface BoxLayout {
  readonly boxes: readonly PlacedBox[];
  readonly height: number;
}

export const padding = 13;
const between: Record<Format, number> = { wide: 48, narrow: 12 };
/** A box that is alone in its row. */
const alone: Record<Format, number> = { wide: 400, narrow: 338 };

export function layOutBoxes({ rows, flows }: BoxFigure, format: Format): BoxLayout {
  const { width, title, text } = measures[format];
  const paired = (width - 2 - between[format]) / 2;
  const labelBeside = (row: BoxFigure["rows"][number]) =>
    row.length === 1 ? width / 2 - 16 : (paired + between[format]) / 2 - 16;
  const boxes: PlacedBox[] = [];
  let y = 1;
  for (const [at, row] of rows.entries()) {
    const boxWidth = row.length === 1 ? alone[format] : paired;
    const inner = boxWidth - 2 * padding;
    const written = row.map((box) => ({
      title: linesOf(box?.title ?? "", inner * 0.94, title),
      text: linesOf(box?.text ?? "", inner, text),
    }));
    const height =
      Math.max(...written.map((box) => box.title.length * title.lineHeight + box.text.length * text.lineHeight)) +
      2 * padding -
      4;
    for (const [index, box] of row.entries()) {
      const lines = written[index];
      if (!box || !lines) continue;
      const x = row.length === 1 ? (width - boxWidth) / 2 : 1 + index * (boxWidth + between[format]);
      boxes.push({
        ...lines,
        id: box.id,
        outside: box.outside,
        x,
        y,
        width: boxWidth,
        height,
        bottom: y + height,
        labelWidth: labelBeside(row),
      });
    }
    const next = rows[at + 1] ?? [];
    y += height + gapBelow(next, flows, (label) => linesOf(label, labelBeside(next), text).length, text.lineHeight);
  }
  const height = Math.max(0, ...boxes.map(({ bottom }) => bottom)) + 1;
  return { boxes, height };
}

function gapBelow(
  next: BoxFigure["rows"][number],
  flows: BoxFigure["flows"],
  linesOfLabel: (label: string) => number,
  lineHeight: number,
): number {
  const labels = flows.filter(({ to }) => next.some((box) => box?.id === to)).map(({ label }) => label);
  return 34 + Math.max(0, ...labels.map((label) => (label === null ? 0 : linesOfLabel(label)))) * lineHeight;
}
