/** The trust boundary of a system: its parts within, others without, and each flow across it by its number. */
import type { BoxFigure } from "@/server/content/facts-schema";
import { INK } from "@/server/seal/page-style";
import type { FigureCanvas, PdfDocument } from "@/server/seal/pdf-document";
import { sharedOut } from "@/server/vault/built/figures/fitting";
import { LABEL, leadingOf, NAME, wrapped, writeLines } from "@/server/vault/built/figures/lettering";
import { drawArrow, drawBox, drawDisc, type Point } from "@/server/vault/built/figures/shapes";

type Part = NonNullable<BoxFigure["rows"][number][number]>;

export interface Flow {
  readonly from: Part;
  readonly to: Part;
  /** What flows, where the figure says it. */
  readonly label: string | null;
  /** 1, 2, 3 among the flows across the boundary; null within one side. */
  readonly crossing: number | null;
}

interface Placed {
  readonly part: Part;
  readonly title: readonly string[];
  /** Points from the drawing's left edge and from the row's top. */
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

interface Row {
  readonly boxes: readonly Placed[];
  readonly height: number;
}

/** Points on the page. */
interface Place {
  readonly middle: number;
  readonly top: number;
  readonly bottom: number;
}

const PART_WIDTH = 128;
const INSIDE_WIDTH = 294;
const OUTSIDE_LEFT = 451.28 - PART_WIDTH;
const HEAD = 24;
const GAP = 30;

/** Every flow of the figure, those across the boundary numbered in their order. */
export function flowsOf({ rows, flows }: BoxFigure): Flow[] {
  const parts = new Map(rows.flat().flatMap((part) => (part === null ? [] : [[part.id, part] as const])));
  let crossings = 0;
  return flows.flatMap((flow) => {
    const [from, to] = [parts.get(flow.from), parts.get(flow.to)];
    if (!from || !to) return [];
    return [{ from, to, label: flow.label, crossing: from.outside === to.outside ? null : ++crossings }];
  });
}

/** `inside` names the owner of the parts within. */
export function drawBoundaryFigure(pdf: PdfDocument, figure: BoxFigure, inside: string, accent: string): void {
  const rows = figure.rows.map(layOut);
  const flows = flowsOf(figure);
  const runs = sharedOut(
    rows.map(({ height }) => height + GAP),
    { overlap: true },
  );
  for (const run of runs ?? []) {
    const shown = run.flatMap((at) => rows[at] ?? []);
    pdf.figure({
      height: HEAD + shown.reduce((sum, { height }) => sum + height + GAP, 0) - GAP / 2,
      alt: `The trust boundary of ${inside}. Across it: ${flows.flatMap(inWords).join(" ")}`,
      caption: `The trust boundary of ${inside}. A number marks a flow across it; the table below names each.`,
      draw: (canvas) => {
        drawFrame(canvas, inside, accent);
        drawFlows(canvas, flows, drawParts(canvas, shown), accent);
      },
    });
  }
}

function inWords({ from, to, label, crossing }: Flow): string[] {
  return crossing === null ? [] : [`${crossing}. ${from.title} to ${to.title}${label === null ? "" : ` (${label})`}.`];
}

function layOut(row: BoxFigure["rows"][number]): Row {
  const parts = row.filter((part) => part !== null);
  const within = parts.filter(({ outside }) => !outside).length;
  const next = { inside: 0, outside: 0 };
  let seen = 0;
  const boxes = parts.map((part): Placed => {
    const title = wrapped(part.title, PART_WIDTH - 12, NAME);
    const height = title.length * leadingOf(NAME) + 12;
    if (part.outside) {
      const top = next.outside;
      next.outside += height + 6;
      return { part, title, left: OUTSIDE_LEFT, top, height };
    }
    const share = INSIDE_WIDTH / within;
    const left = share * (seen + 0.5) - PART_WIDTH / 2;
    seen += 1;
    next.inside = Math.max(next.inside, height);
    return { part, title, left, top: 0, height };
  });
  return { boxes, height: Math.max(next.inside, next.outside - 6) };
}

function drawFrame(canvas: FigureCanvas, inside: string, accent: string): void {
  const { document, box } = canvas;
  const zone = { x: box.x, y: box.y + 1, width: INSIDE_WIDTH, height: box.height - 2 };
  drawBox(document, zone, { dashed: true, colour: accent, fill: INK.tint, weight: 1.2 });
  const heading = { ...LABEL, bold: true };
  const [within = ""] = wrapped(`Within the trust boundary of ${inside}`, INSIDE_WIDTH - 16, heading);
  writeLines(canvas, [within], { x: box.x + 8, y: box.y + 6 }, { ...heading, colour: accent });
  writeLines(canvas, ["Outside"], { x: box.x + OUTSIDE_LEFT, y: box.y + 6 }, heading);
}

/** Gives where each part stands, by its id. */
function drawParts(canvas: FigureCanvas, rows: readonly Row[]): Map<string, Place> {
  const places = new Map<string, Place>();
  let y = canvas.box.y + HEAD;
  for (const row of rows) {
    for (const { part, title, left, top, height } of row.boxes) {
      const box = { x: canvas.box.x + left, y: y + top, width: PART_WIDTH, height };
      const middle = box.x + PART_WIDTH / 2;
      drawBox(canvas.document, box, { dashed: part.outside });
      writeLines(canvas, title, { x: middle, y: box.y + 6, align: "middle" }, NAME);
      places.set(part.id, { middle, top: box.y, bottom: box.y + height });
    }
    y += row.height + GAP;
  }
  return places;
}

function drawFlows(
  canvas: FigureCanvas,
  flows: readonly Flow[],
  places: ReadonlyMap<string, Place>,
  accent: string,
): void {
  const boundary = canvas.box.x + INSIDE_WIDTH;
  // Those across the boundary come last, so that they lie on top.
  const ordered = [...flows].sort((a, b) => (a.crossing ?? 0) - (b.crossing ?? 0));
  for (const { from, to, crossing } of ordered) {
    const [start, end] = [places.get(from.id), places.get(to.id)];
    if (!start || !end) continue;
    const [colour, weight, above] = crossing === null ? [INK.rule, 0.8, 20] : [accent, 1.4, 13];
    const bend = end.top - above;
    const bent: Point[] = [
      [start.middle, bend],
      [end.middle, bend],
    ];
    const between = start.middle === end.middle ? [] : bent;
    drawArrow(canvas.document, [[start.middle, start.bottom], ...between, [end.middle, end.top - 1]], colour, weight);
    if (crossing === null) continue;
    drawDisc(canvas.document, [boundary, bend], 7, accent);
    const numeral = { size: 8, bold: true, colour: "#ffffff", align: "middle" } as const;
    canvas.write(String(crossing), boundary, bend + 2.9, numeral);
  }
}
