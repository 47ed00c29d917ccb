/** The life cycle of data, phase by phase. Built where the pack has the figure `data-lifecycle`. */
import type { StepFigure } from "@/server/content/facts-schema";
import { held } from "@/server/content/held";
import { notStated } from "@/server/content/publisher-schema";
import { settingTexts } from "@/server/content/setting-text";
import type { PdfDocument } from "@/server/seal/pdf-document";
import { beforeTable, keepTogether, writeMeasures, writeParts } from "@/server/vault/built/blocks";
import { drawFigure } from "@/server/vault/built/figures/draw-figure";
import { openDocument } from "@/server/vault/built/opening";
import { pageParts, sectionStretch, sectionWithFigure } from "@/server/vault/built/page-parts";
import type { Draft, Ground } from "@/server/vault/built/source";

const figureName = "data-lifecycle";

export function buildLifeCycle(ground: Ground): Draft | null {
  const { pack, source } = ground;
  const figure = held(pack.figures, figureName);
  if (figure?.kind !== "steps") return null;
  const title = "Data life cycle";
  const pdf = openDocument(ground, {
    title,
    subtitle: figure.summary,
    derived:
      "It sorts that document’s facts by phase and adds none. Where the two differ, the publisher’s document counts.",
  });
  writePhases(pdf, ground, figure);
  writeLimits(pdf, ground, figure);
  writePhaseMeasures(pdf, ground);
  return {
    slug: "data-life-cycle",
    title,
    description: `What happens to data from its arrival to its deletion, drawn and tabled from ${source.named}.`,
    kind: "data_protection",
    source,
    pdf,
  };
}

function writePhases(pdf: PdfDocument, ground: Ground, figure: StepFigure): void {
  const { pack, source, at } = ground;
  const section = sectionWithFigure(source.page, figureName);
  const stretch = section === null ? null : sectionStretch(source.page, section);
  pdf.pageBreak();
  pdf.heading(2, "Phases");
  if (stretch === null) drawFigure(pdf, figure, pack.publisher.accent);
  else writeParts(pdf, ground, pageParts(pack, source.page, at, stretch));
}

function writeLimits(pdf: PdfDocument, { pack }: Ground, figure: StepFigure): void {
  const limits = figure.steps.flatMap(({ title, mark }) => (mark === null ? [] : [[title, mark]]));
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Time limits");
  pdf.table({
    head: ["Phase or record", "Limit"],
    rows: [
      ...limits,
      ["Logs", settingTexts.logsKept(pack.publisher) ?? notStated],
      ["Signed agreements", settingTexts.signedAgreementsKept(pack.publisher) ?? notStated],
    ],
    widths: [35, 65],
    rowHeads: true,
  });
}

function writePhaseMeasures(pdf: PdfDocument, ground: Ground): void {
  const { pack, source } = ground;
  const section = sectionWithFigure(source.page, figureName);
  const stated = pack.measures.list.filter((measure) => measure.section === `${source.page.address}#${section}`);
  if (stated.length === 0) return;
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Measures stated for the life cycle");
  pdf.paragraph("The control matrix of this security pack reads each of them against Article 32 and Annex A.");
  writeMeasures(pdf, ground, stated);
}
