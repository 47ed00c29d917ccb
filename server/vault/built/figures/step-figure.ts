/** Steps along a line, from the top down: what happens, and the limit that holds for it. */
import type { StepFigure } from "@/server/content/facts-schema";
import { INK } from "@/server/seal/page-style";
import type { FigureCanvas, PdfDocument } from "@/server/seal/pdf-document";
import { captionOf, sharedOut } from "@/server/vault/built/figures/fitting";
import { LABEL, leadingOf, NAME, WORDS, wrapped, writeLines } from "@/server/vault/built/figures/lettering";
import { drawDisc } from "@/server/vault/built/figures/shapes";

interface Step {
  readonly number: number;
  readonly title: readonly string[];
  readonly text: readonly string[];
  readonly mark: readonly string[];
  readonly height: number;
}

const INDENT = 30;
const TITLE_WIDTH = 290;
const TEXT_WIDTH = 290;
const MARK_LEFT = 338;
const MARK_WIDTH = 108;
const RADIUS = 8;
const BETWEEN = 12;

export function drawStepFigure(pdf: PdfDocument, figure: StepFigure, accent: string): void {
  const steps = figure.steps.map(layOut);
  const runs = sharedOut(steps.map(({ height }) => height));
  if (runs === null) {
    writeSteps(pdf, figure);
    return;
  }
  runs.forEach((run, index) => {
    const shown = run.flatMap((at) => steps[at] ?? []);
    pdf.figure({
      height: shown.reduce((sum, { height }) => sum + height, 0),
      alt: `${figure.title}. ${run.map((at) => stepInWords(figure, at)).join(" ")}`,
      caption: captionOf(figure, index),
      draw: (canvas) => drawSteps(canvas, shown, accent),
    });
  });
}

function layOut({ title, text, mark }: StepFigure["steps"][number], index: number): Step {
  const lines = {
    title: wrapped(title, TITLE_WIDTH, NAME),
    text: wrapped(text, TEXT_WIDTH, WORDS),
    mark: mark === null ? [] : wrapped(mark, MARK_WIDTH, { ...LABEL, bold: true }),
  };
  const words = lines.title.length * leadingOf(NAME) + lines.text.length * leadingOf(WORDS);
  const aside = lines.mark.length * leadingOf(LABEL) + 2;
  return { number: index + 1, ...lines, height: Math.max(words, aside, RADIUS * 2) + BETWEEN };
}

function drawSteps(canvas: FigureCanvas, steps: readonly Step[], accent: string): void {
  const { document, box } = canvas;
  const x = box.x + RADIUS;
  let y = box.y;
  steps.forEach((step, index) => {
    const middle = y + RADIUS;
    if (index < steps.length - 1)
      document
        .moveTo(x, middle)
        .lineTo(x, middle + step.height)
        .lineWidth(1.2)
        .stroke(INK.hairline);
    drawDisc(document, [x, middle], RADIUS, accent);
    const numeral = { size: 8.5, bold: true, colour: "#ffffff", align: "middle" } as const;
    canvas.write(String(step.number), x, middle + 3.1, numeral);
    const below = writeLines(canvas, step.title, { x: box.x + INDENT, y: y + 1.5 }, NAME);
    writeLines(canvas, step.text, { x: box.x + INDENT, y: below }, WORDS);
    writeLines(canvas, step.mark, { x: box.x + MARK_LEFT, y: y + 3 }, { ...LABEL, bold: true, colour: accent });
    y += step.height;
  });
}

export function stepInWords({ steps }: StepFigure, at: number): string {
  const step = steps[at];
  return step ? `${at + 1}. ${step.title}: ${step.text}${step.mark === null ? "" : ` (${step.mark})`}` : "";
}

function writeSteps(pdf: PdfDocument, figure: StepFigure): void {
  pdf.paragraph(`${figure.title}. ${figure.summary}`);
  pdf.list(
    figure.steps.map(({ title, text, mark }) => [
      { text: `${title}${mark === null ? "" : ` (${mark})`}: `, bold: true },
      { text },
    ]),
    { ordered: true },
  );
}
