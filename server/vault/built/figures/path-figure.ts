/** The steps of a figure at a glance: a path of arrows, read as text is, each with its limit below. */
import type { StepFigure } from "@/server/content/facts-schema";
import type { Box, FigureCanvas, PdfDocument } from "@/server/seal/pdf-document";
import { sharedOut } from "@/server/vault/built/figures/fitting";
import { LABEL, leadingOf, NAME, wrapped, writeLines } from "@/server/vault/built/figures/lettering";
import { stepInWords } from "@/server/vault/built/figures/step-figure";

interface Stage {
  readonly title: readonly string[];
  readonly mark: readonly string[];
}

interface Row {
  readonly stages: readonly Stage[];
  /** Points: the arrows alone, and with what stands below them. */
  readonly arrow: number;
  readonly height: number;
}

const ACROSS = 4;
const WIDTH = 451.28;
const POINT = 9;
const PADDING = 8;
const BETWEEN = 14;
const STAGE_WIDTH = WIDTH / ACROSS;
const INNER = STAGE_WIDTH - 3 * POINT - 4;
const TITLE = { ...NAME, size: 9 };

/** Draws nothing where a single stage would fill more than a page: the steps are written out elsewhere. */
export function drawPathFigure(pdf: PdfDocument, figure: StepFigure, accent: string): void {
  const stages = figure.steps.map(({ title, mark }, at) => ({
    title: wrapped(`${at + 1}  ${title}`, INNER, TITLE),
    mark: mark === null ? [] : wrapped(mark, INNER, LABEL),
  }));
  const rows: Row[] = [];
  for (let at = 0; at < stages.length; at += ACROSS) rows.push(rowOf(stages.slice(at, at + ACROSS)));
  for (const run of sharedOut(rows.map(({ height }) => height)) ?? []) {
    const shown = run.flatMap((at) => rows[at] ?? []);
    pdf.figure({
      height: shown.reduce((sum, { height }) => sum + height, 0) - BETWEEN,
      alt: `${figure.title}. ${figure.steps.map((_, at) => stepInWords(figure, at)).join(" ")}`,
      caption: `${figure.title}. ${figure.summary} Below an arrow: the time limit that is stated for it.`,
      draw: (canvas) => drawRows(canvas, shown, accent),
    });
  }
}

function rowOf(stages: readonly Stage[]): Row {
  const lines = (of: (stage: Stage) => readonly string[]) => Math.max(0, ...stages.map((stage) => of(stage).length));
  const arrow = lines(({ title }) => title) * leadingOf(TITLE) + 2 * PADDING;
  const marks = lines(({ mark }) => mark) * leadingOf(LABEL);
  return { stages, arrow, height: arrow + (marks > 0 ? marks + 4 : 0) + BETWEEN };
}

function drawRows(canvas: FigureCanvas, rows: readonly Row[], accent: string): void {
  let y = canvas.box.y;
  for (const row of rows) {
    row.stages.forEach((stage, index) => {
      const box = { x: canvas.box.x + index * STAGE_WIDTH, y, width: STAGE_WIDTH - 3, height: row.arrow };
      drawChevron(canvas, box, accent);
      const x = box.x + POINT + 5;
      const top = y + (row.arrow - stage.title.length * leadingOf(TITLE)) / 2;
      writeLines(canvas, stage.title, { x, y: top }, { ...TITLE, colour: "#ffffff" });
      writeLines(canvas, stage.mark, { x, y: y + row.arrow + 4 }, LABEL);
    });
    y += row.height;
  }
}

function drawChevron({ document }: FigureCanvas, { x, y, width, height }: Box, accent: string): void {
  const right = x + width - POINT;
  const middle = y + height / 2;
  document
    .save()
    .polygon([x, y], [right, y], [right + POINT, middle], [right, y + height], [x, y + height], [x + POINT, middle])
    .fill(accent)
    .restore();
}
