/** Blocks that several documents share. */
import type { Measure } from "@/server/content/facts-schema";
import { notStated } from "@/server/content/publisher-schema";
import { writeMarkdown } from "@/server/seal/markdown-pdf";
import { INK } from "@/server/seal/page-style";
import type { PdfDocument } from "@/server/seal/pdf-document";
import type { TextRun } from "@/server/seal/text-runs";
import { drawFigure } from "@/server/vault/built/figures/draw-figure";
import type { PagePart } from "@/server/vault/built/page-parts";
import { type Ground, statedIn } from "@/server/vault/built/source";

/** The colour of what only accompanies. */
export const QUIET = INK.muted;

/** Points that a heading, a table's head and its first row take. */
export const beforeTable = 190;

/** Goes to a new page unless this one has `points` left, so that what belongs together is not parted. */
export function keepTogether(pdf: PdfDocument, points: number): void {
  if (pdf.room < points) pdf.pageBreak();
}

export function writeParts(pdf: PdfDocument, { pack }: Ground, parts: readonly PagePart[]): void {
  for (const part of parts) {
    if (part.kind === "markdown") writeMarkdown(pdf, part.text);
    else drawFigure(pdf, part.figure, pack.publisher.accent);
  }
}

/** The measures with the words and the section that state them. */
export function writeMeasures(pdf: PdfDocument, ground: Ground, measures: readonly Measure[]): void {
  if (measures.length === 0) {
    pdf.paragraph(`Measures: ${notStated}.`);
    return;
  }
  pdf.table({
    head: ["Measure", "What is stated", "Stated in"],
    rows: measures.map((measure) => [measureName(measure), statementOf(measure), statedIn(ground, measure)]),
    widths: [27, 52, 21],
    rowHeads: true,
  });
}

export function measureName(measure: Measure): TextRun[] {
  return [{ text: measure.title ?? notStated }, { text: `\n${measure.id}`, bold: false, colour: QUIET }];
}

/** The statement with the publisher's figures in bold, then its purpose. */
export function statementOf({ statement, figures, purpose }: Measure): TextRun[] {
  const runs = emphasised(statement, figures);
  return purpose === null ? runs : [...runs, { text: `\n${purpose}`, colour: QUIET }];
}

function emphasised(text: string, figures: readonly string[]): TextRun[] {
  const bold = new Set<number>();
  for (const figure of figures)
    for (let at = text.indexOf(figure); at !== -1; at = text.indexOf(figure, at + figure.length))
      for (let offset = at; offset < at + figure.length; offset++) bold.add(offset);
  const runs: { text: string; bold: boolean }[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const last = runs.at(-1);
    const unit = text.charAt(offset);
    if (last && last.bold === bold.has(offset)) last.text += unit;
    else runs.push({ text: unit, bold: bold.has(offset) });
  }
  return runs;
}
