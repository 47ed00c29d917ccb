/** Draws a pack's figure; one that is too high for a page goes on over the next. */
import type { Figure } from "@/server/content/facts-schema";
import type { PdfDocument } from "@/server/seal/pdf-document";
import { drawBoxFigure } from "@/server/vault/built/figures/box-figure";
import { drawStepFigure } from "@/server/vault/built/figures/step-figure";

export function drawFigure(pdf: PdfDocument, figure: Figure, accent: string): void {
  if (figure.kind === "steps") drawStepFigure(pdf, figure, accent);
  else drawBoxFigure(pdf, figure, accent);
}
