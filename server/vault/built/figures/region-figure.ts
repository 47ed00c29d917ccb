/** The regions of a publisher, each apart from the others. */
import type { Publisher } from "@/server/content/publisher-schema";
import { INK } from "@/server/seal/page-style";
import type { FigureCanvas, PdfDocument } from "@/server/seal/pdf-document";
import { sharedOut } from "@/server/vault/built/figures/fitting";
import { LABEL, leadingOf, NAME, wrapped, writeLines } from "@/server/vault/built/figures/lettering";
import { drawBox } from "@/server/vault/built/figures/shapes";

type Region = Publisher["regions"][number];

const ACROSS = 3;
const WIDTH = 451.28;
const BETWEEN = 24;
const PADDING = 12;

export const offeredInWords: Record<Region["offered"], string> = {
  "as-standard": "offered as standard",
  "by-exception": "offered by exception",
};

export function drawRegionFigure(pdf: PdfDocument, regions: readonly Region[], accent: string): void {
  const rows: Region[][] = [];
  for (let at = 0; at < regions.length; at += ACROSS) rows.push(regions.slice(at, at + ACROSS));
  const heights = rows.map((row) => Math.max(...row.map(heightOf)) + BETWEEN);
  for (const run of sharedOut(heights) ?? []) {
    pdf.figure({
      height: run.reduce((sum, at) => sum + (heights[at] ?? 0), 0) - BETWEEN,
      alt: `Regions: ${regions.map(({ name, offered }) => `${name}, ${offeredInWords[offered]}`).join("; ")}.`,
      caption: "The regions. No arrow joins them: what is stated of processing across regions stands in the table.",
      draw: (canvas) => {
        let y = canvas.box.y;
        for (const at of run) {
          const height = heights[at] ?? 0;
          drawRow(canvas, rows[at] ?? [], { y, height: height - BETWEEN }, accent);
          y += height;
        }
      },
    });
  }
}

const boxWidth = (WIDTH - (ACROSS - 1) * BETWEEN) / ACROSS;
const nameLines = (region: Region) => wrapped(region.name, boxWidth - 2 * PADDING, { ...NAME, size: 13 });
const heightOf = (region: Region) =>
  nameLines(region).length * leadingOf({ size: 13 }) + leadingOf(LABEL) + 2 * PADDING;

function drawRow(
  canvas: FigureCanvas,
  row: readonly Region[],
  { y, height }: { y: number; height: number },
  accent: string,
): void {
  row.forEach((region, index) => {
    const x = canvas.box.x + index * (boxWidth + BETWEEN);
    const standard = region.offered === "as-standard";
    const outline = { dashed: !standard, colour: accent, fill: standard ? INK.tint : "#ffffff", weight: 1.2 };
    drawBox(canvas.document, { x, y: y + 1, width: boxWidth, height: height - 2 }, outline);
    const below = writeLines(canvas, nameLines(region), { x: x + PADDING, y: y + PADDING }, { ...NAME, size: 13 });
    writeLines(canvas, [offeredInWords[region.offered]], { x: x + PADDING, y: below }, LABEL);
  });
}
