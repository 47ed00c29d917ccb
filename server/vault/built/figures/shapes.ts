/** Lines and shapes of the drawings. */
import { INK } from "@/server/seal/page-style";
import type { Box } from "@/server/seal/pdf-document";

type Document = PDFKit.PDFDocument;
export type Point = readonly [x: number, y: number];

export interface Outline {
  readonly dashed?: boolean;
  readonly colour?: string;
  readonly fill?: string;
  /** Points. */
  readonly weight?: number;
}

/** A box with rounded corners. */
export function drawBox(document: Document, box: Box, outline: Outline = {}): void {
  const { dashed = false, colour = INK.rule, fill = "#ffffff", weight = 0.9 } = outline;
  document.save().lineWidth(weight);
  if (dashed) document.dash(4, { space: 2.5 });
  document.roundedRect(box.x, box.y, box.width, box.height, 3).fillAndStroke(fill, colour);
  document.restore();
}

/** A line through the points with its head at the last. */
export function drawArrow(document: Document, points: readonly Point[], colour: string, weight = 1): void {
  const [first, ...rest] = points;
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!first || !tip || !before) return;
  document.save().lineWidth(weight).lineJoin("round").moveTo(first[0], first[1]);
  for (const [x, y] of rest) document.lineTo(x, y);
  document.stroke(colour);
  const angle = Math.atan2(tip[1] - before[1], tip[0] - before[0]);
  const wing = (turn: number): Point => [tip[0] + 5.5 * Math.cos(angle + turn), tip[1] + 5.5 * Math.sin(angle + turn)];
  const [left, right] = [wing(Math.PI - 0.42), wing(Math.PI + 0.42)];
  document.polygon([...tip], [...left], [...right]).fill(colour);
  document.restore();
}

export function drawDisc(document: Document, [x, y]: Point, radius: number, colour: string): void {
  document.save().circle(x, y, radius).fill(colour).restore();
}
