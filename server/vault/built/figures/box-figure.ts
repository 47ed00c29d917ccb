/** Parts of a system as boxes, row below row, with arrows for what flows; a broken outline stands outside. */
import type { BoxFigure } from "@/server/content/facts-schema";
import { INK } from "@/server/seal/page-style";
import type { FigureCanvas, PdfDocument } from "@/server/seal/pdf-document";
import { captionOf, sharedOut } from "@/server/vault/built/figures/fitting";
import { LABEL, leadingOf, NAME, WORDS, wrapped, writeLines } from "@/server/vault/built/figures/lettering";
import { drawArrow, drawBox, type Point } from "@/server/vault/built/figures/shapes";

interface Placed {
  readonly id: string;
  readonly outside: boolean;
  readonly title: readonly string[];
  readonly text: readonly string[];
  /** Points from the drawing's left edge. */
  readonly left: number;
  readonly width: number;
}

interface Row {
  readonly boxes: readonly Placed[];
  readonly height: number;
  /** Points to the next row. */
  readonly gap: number;
}

const WIDTH = 451.28;
const ALONE = 262;
const PAIRED = 214;
const PADDING = 8;
const LABEL_WIDTH = 118;

export function drawBoxFigure(pdf: PdfDocument, figure: BoxFigure, accent: string): void {
  const rows = figure.rows.map((row, at) => layOut(figure, row, at));
  const runs = sharedOut(
    rows.map(({ height, gap }) => height + gap),
    { overlap: true },
  );
  if (runs === null) {
    writeBoxes(pdf, figure);
    return;
  }
  runs.forEach((run, index) => {
    const shown = run.flatMap((at) => rows[at] ?? []);
    const last = shown.at(-1);
    pdf.figure({
      height: shown.reduce((sum, { height, gap }) => sum + height + gap, 0) - (last?.gap ?? 0) + 2,
      alt: `${figure.title}. ${flowsInWords(figure)}`,
      caption: captionOf(figure, index),
      draw: (canvas) => drawRows(canvas, figure, shown, accent),
    });
  });
}

function layOut(figure: BoxFigure, row: BoxFigure["rows"][number], at: number): Row {
  const width = row.length === 1 ? ALONE : PAIRED;
  const boxes = row.flatMap((box, index) => {
    if (box === null) return [];
    const left = row.length === 1 ? (WIDTH - ALONE) / 2 : index * (WIDTH - PAIRED);
    const inner = width - 2 * PADDING;
    const text = box.text === null ? [] : wrapped(box.text, inner, WORDS);
    return [{ id: box.id, outside: box.outside, title: wrapped(box.title, inner, NAME), text, left, width }];
  });
  const heights = boxes.map(
    ({ title, text }) => title.length * leadingOf(NAME) + text.length * leadingOf(WORDS) + 2 * PADDING,
  );
  const below = figure.rows[at + 1] ?? [];
  const labels = figure.flows
    .filter(({ to }) => below.some((box) => box?.id === to))
    .map(({ label }) => (label === null ? 0 : wrapped(label, LABEL_WIDTH, LABEL).length));
  return { boxes, height: Math.max(0, ...heights), gap: 24 + Math.max(0, ...labels) * leadingOf(LABEL) };
}

function drawRows(canvas: FigureCanvas, figure: BoxFigure, rows: readonly Row[], accent: string): void {
  const { document, box } = canvas;
  const placed = new Map<string, { readonly middle: number; readonly top: number; readonly row: Row }>();
  let y = box.y + 1;
  for (const row of rows) {
    for (const part of row.boxes) {
      const x = box.x + part.left;
      const outline = { dashed: part.outside, fill: part.outside ? "#ffffff" : INK.tint };
      drawBox(document, { x, y, width: part.width, height: row.height }, outline);
      const below = writeLines(canvas, part.title, { x: x + PADDING, y: y + PADDING }, NAME);
      writeLines(canvas, part.text, { x: x + PADDING, y: below }, WORDS);
      placed.set(part.id, { middle: x + part.width / 2, top: y, row });
    }
    y += row.height + row.gap;
  }
  for (const { from, to, label } of figure.flows) {
    const [start, end] = [placed.get(from), placed.get(to)];
    if (!start || !end) continue;
    const bend = start.top + start.row.height + 9;
    const points: Point[] = [
      [start.middle, start.top + start.row.height],
      [start.middle, bend],
      [end.middle, bend],
      [end.middle, end.top - 1],
    ];
    drawArrow(document, start.middle === end.middle ? [...points.slice(0, 1), ...points.slice(3)] : points, accent);
    if (label === null) continue;
    writeLines(canvas, wrapped(label, LABEL_WIDTH, LABEL), { x: end.middle + 6, y: bend + 2 }, LABEL);
  }
}

/** "Customer leads to Redaction (raw video)." for each flow. */
export function flowsInWords({ rows, flows }: BoxFigure): string {
  const titles = new Map(rows.flat().flatMap((box) => (box === null ? [] : [[box.id, box.title] as const])));
  return flows
    .map(({ from, to, label }) => {
      const what = label === null ? "" : ` (${label})`;
      return `${titles.get(from) ?? from} leads to ${titles.get(to) ?? to}${what}.`;
    })
    .join(" ");
}

function writeBoxes(pdf: PdfDocument, figure: BoxFigure): void {
  pdf.paragraph(`${figure.title}. ${figure.summary}`);
  pdf.list(
    figure.rows.flat().flatMap((box) => {
      if (box === null) return [];
      return [[{ text: box.title, bold: true }, { text: box.text === null ? "" : `: ${box.text}` }]];
    }),
  );
  pdf.paragraph(flowsInWords(figure));
}
