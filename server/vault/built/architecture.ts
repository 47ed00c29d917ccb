/**
 * The architecture overview: parts and flows, the trust boundary, the path of data, regions and exceptional access.
 * Built where the publisher's own document has a section `#architecture` and the pack a figure of that name.
 */
import type { BoxFigure } from "@/server/content/facts-schema";
import { held } from "@/server/content/held";
import { notStated } from "@/server/content/publisher-schema";
import type { PdfDocument } from "@/server/seal/pdf-document";
import { beforeTable, keepTogether, writeMeasures, writeParts } from "@/server/vault/built/blocks";
import { drawBoundaryFigure, flowsOf } from "@/server/vault/built/figures/boundary-figure";
import { drawFigure } from "@/server/vault/built/figures/draw-figure";
import { drawPathFigure } from "@/server/vault/built/figures/path-figure";
import { drawRegionFigure } from "@/server/vault/built/figures/region-figure";
import { answering, mentioning } from "@/server/vault/built/measure-selection";
import { openDocument } from "@/server/vault/built/opening";
import { pageParts, sectionStretch } from "@/server/vault/built/page-parts";
import type { Draft, Ground } from "@/server/vault/built/source";

/** Networks, their services and their segregation; transfer of information; remote working. */
const boundaryControls = ["A.8.20", "A.8.21", "A.8.22", "A.8.23", "A.5.14", "A.6.7"];
/** Use of cryptography. */
const cryptographyControls = ["A.8.24"];
/** Privileged access rights. */
const privilegedControls = ["A.8.2"];

export function buildArchitecture(ground: Ground): Draft | null {
  const { pack, source } = ground;
  const figure = held(pack.figures, "architecture");
  if (figure?.kind !== "boxes" || sectionStretch(source.page, "architecture") === null) return null;
  const title = "Architecture overview";
  const pdf = openDocument(ground, {
    title,
    subtitle: "Parts and flows, the trust boundary, the path of data, regions and exceptional access.",
    derived: "It draws that document’s facts and adds none. Where the two differ, the publisher’s document counts.",
  });
  writeComponents(pdf, ground, figure);
  writeBoundary(pdf, ground, figure);
  writeEncryption(pdf, ground);
  writePath(pdf, ground);
  writeRegions(pdf, ground);
  writeExceptionalAccess(pdf, ground);
  return {
    slug: "architecture-overview",
    title,
    description: `Parts and flows, the trust boundary, the path of data, regions and exceptional access, drawn from ${source.named}.`,
    kind: "architecture",
    source,
    pdf,
  };
}

function writeComponents(pdf: PdfDocument, ground: Ground, figure: BoxFigure): void {
  const { pack, source, at } = ground;
  const stretch = sectionStretch(source.page, "architecture");
  const parts = stretch === null ? [] : pageParts(pack, source.page, at, stretch);
  pdf.heading(2, "Parts and flows");
  writeParts(pdf, ground, parts);
  if (!parts.some((part) => part.kind === "figure" && part.figure === figure))
    drawFigure(pdf, figure, pack.publisher.accent);
}

function writeBoundary(pdf: PdfDocument, ground: Ground, figure: BoxFigure): void {
  const { names, accent } = ground.pack.publisher;
  keepTogether(pdf, 440);
  pdf.heading(2, "Trust boundary");
  pdf.paragraph(
    `What ${names.short} runs is drawn on the left, what others run on the right. The table lists each arrow: whether it stays within the boundary or crosses it.`,
  );
  drawBoundaryFigure(pdf, figure, names.short, accent);
  pdf.table({
    head: ["Crossing", "From", "To", "What flows"],
    rows: flowsOf(figure).map(({ from, to, label, crossing }) => [
      crossing === null ? "within" : `no. ${crossing}`,
      from.title,
      to.title,
      label ?? notStated,
    ]),
    widths: [14, 32, 32, 28],
  });
  keepTogether(pdf, beforeTable);
  pdf.heading(3, "Measures at the boundary and within the network");
  writeMeasures(pdf, ground, answering(ground.pack.measures.list, boundaryControls));
}

function writeEncryption(pdf: PdfDocument, ground: Ground): void {
  const measures = answering(ground.pack.measures.list, cryptographyControls);
  if (measures.length === 0) return;
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Encryption at rest and in transit");
  writeMeasures(pdf, ground, measures);
}

function writePath(pdf: PdfDocument, ground: Ground): void {
  const figure = held(ground.pack.figures, "data-lifecycle");
  if (figure?.kind !== "steps") return;
  keepTogether(pdf, 220);
  pdf.heading(2, "The path of data, from upload to deletion");
  drawPathFigure(pdf, figure, ground.pack.publisher.accent);
  pdf.table({
    head: ["Phase", "What happens", "Time limit"],
    rows: figure.steps.map(({ title, text, mark }, at) => [`${at + 1} ${title}`, text, mark ?? "–"]),
    widths: [20, 52, 28],
    rowHeads: true,
  });
}

function writeRegions(pdf: PdfDocument, ground: Ground): void {
  const { regions, accent } = ground.pack.publisher;
  keepTogether(pdf, 200);
  pdf.heading(2, "Regions");
  if (regions.length === 0) pdf.paragraph(`Regions: ${notStated}.`);
  else drawRegionFigure(pdf, regions, accent);
  writeMeasures(pdf, ground, mentioning(ground.pack.measures.list, /\bregion/i));
}

function writeExceptionalAccess(pdf: PdfDocument, ground: Ground): void {
  const figure = held(ground.pack.figures, "break-glass");
  const measures = answering(ground.pack.measures.list, privilegedControls);
  if (!figure && measures.length === 0) return;
  keepTogether(pdf, 260);
  pdf.heading(2, "Exceptional access to production data");
  if (figure) drawFigure(pdf, figure, ground.pack.publisher.accent);
  writeMeasures(pdf, ground, measures);
}
