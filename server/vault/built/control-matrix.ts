/**
 * Every stated measure read against Article 32 GDPR and ISO/IEC 27001:2022 Annex A, with an index from each back to
 * the measures. The reading is the portal's: it is no Statement of Applicability, and every page says so.
 */
import { targetInWords } from "@/server/content/calendar";
import type { PdfDocument } from "@/server/seal/pdf-document";
import { annexAThemes } from "@/server/vault/built/annex-a";
import { article32InWords, article32Points } from "@/server/vault/built/article-32";
import { beforeTable, keepTogether, measureName, QUIET, statementOf } from "@/server/vault/built/blocks";
import { expectedReports } from "@/server/vault/built/expected-reports";
import { datesNote, openDocument } from "@/server/vault/built/opening";
import { type Draft, type Ground, nameOf, statedIn } from "@/server/vault/built/source";

export function buildControlMatrix(ground: Ground): Draft | null {
  const { pack, source } = ground;
  if (pack.measures.list.length === 0) return null;
  const title = "Control matrix";
  const pdf = openDocument(ground, {
    title,
    subtitle: "Each stated measure, by the points of GDPR Article 32 and the controls of ISO/IEC 27001:2022 Annex A.",
    caution: "Our reading, not a Statement of Applicability",
    derived:
      "The measures and their figures are that document’s. The mapping to articles and controls is the reading of this trust centre’s editors: the publisher has not made it, and nobody has audited it.",
  });
  writeSummary(pdf, ground);
  writeMatrix(pdf, ground);
  writeArticleIndex(pdf, ground);
  writeControlIndex(pdf, ground);
  writeUnanswered(pdf, ground);
  writeReports(pdf, ground);
  return {
    slug: "control-matrix",
    title,
    description: `Each measure of ${source.named}, read against GDPR Article 32 and ISO/IEC 27001:2022 Annex A. Our reading, not a Statement of Applicability.`,
    kind: "controls",
    source,
    pdf,
  };
}

function answered({ pack }: Ground): Set<string> {
  return new Set(pack.measures.list.flatMap(({ annexA }) => annexA));
}

function writeSummary(pdf: PdfDocument, ground: Ground): void {
  const { groups, list } = ground.pack.measures;
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "How to read it");
  pdf.list([
    `It holds ${list.length} measures in ${groups.length} groups, read against ${answered(ground).size} of the 93 controls of Annex A.`,
    "Below a measure’s name stands its reference. The publisher’s figures and product names are bold.",
    "Not every measure has a control, and a control named here is not thereby implemented in full. The publisher’s own Statement of Applicability, once there is one, takes the place of this reading.",
    "Two indexes follow the matrix: from each point of Article 32, and from each control, to the measures.",
  ]);
}

function writeMatrix(pdf: PdfDocument, ground: Ground): void {
  const { groups, list } = ground.pack.measures;
  keepTogether(pdf, beforeTable + 50);
  pdf.heading(2, "Measures by group");
  for (const { id, title } of groups) {
    const measures = list.filter(({ group }) => group === id);
    if (measures.length === 0) continue;
    keepTogether(pdf, beforeTable);
    pdf.heading(3, title);
    pdf.table({
      head: ["Measure", "What is stated, and in which section", "Art. 32", "Annex A"],
      rows: measures.map((measure) => [
        measureName(measure),
        [...statementOf(measure), { text: `\nSection: ${statedIn(ground, measure)}`, colour: QUIET }],
        measure.article32.map((point) => article32InWords(point).replace("Art. ", "")).join("\n"),
        measure.annexA.join("\n") || "none",
      ]),
      widths: [130, 195, 44, 40],
      rowHeads: true,
    });
  }
}

function writeArticleIndex(pdf: PdfDocument, { pack }: Ground): void {
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "From Article 32 to the measures");
  pdf.table({
    head: ["Point", "What it asks, in short", "Measures"],
    rows: article32Points.map(([point, asks]) => {
      const measures = pack.measures.list.filter(({ article32 }) => article32.includes(point));
      return [article32InWords(point), asks, measures.map(nameOf).join("; ") || "no stated measure was read to it"];
    }),
    widths: [17, 28, 55],
    rowHeads: true,
  });
}

function writeControlIndex(pdf: PdfDocument, ground: Ground): void {
  const known = answered(ground);
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "From Annex A to the measures");
  for (const { number, title, controls } of annexAThemes) {
    const rows = controls
      .filter((control) => known.has(control.number))
      .map((control) => [control.number, control.title, measuresFor(ground, control.number)]);
    if (rows.length === 0) continue;
    keepTogether(pdf, 110);
    pdf.heading(3, `${number} ${title}`);
    pdf.table({ head: ["Control", "Title", "Measures"], rows, widths: [13, 35, 52], rowHeads: true });
  }
}

function measuresFor({ pack }: Ground, control: string): string {
  return pack.measures.list
    .filter(({ annexA }) => annexA.includes(control))
    .map(nameOf)
    .join("; ");
}

function writeUnanswered(pdf: PdfDocument, ground: Ground): void {
  const known = answered(ground);
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Controls without a stated measure");
  pdf.paragraph(
    "Nothing in the publisher’s document was read as answering these. That tells nothing of whether the publisher applies them.",
  );
  const rows = annexAThemes.flatMap(({ number, title, controls }) => {
    const open = controls.filter((control) => !known.has(control.number));
    if (open.length === 0) return [];
    return [[`${number} ${title}`, open.map((control) => `${control.number} ${control.title}`).join("\n")]];
  });
  pdf.table({ head: ["Theme", "Controls"], rows, widths: [25, 75], rowHeads: true });
}

function writeReports(pdf: PdfDocument, ground: Ground): void {
  const reports = expectedReports(ground.pack, ground.at);
  if (reports.length === 0) return;
  keepTogether(pdf, beforeTable + 30);
  pdf.heading(2, "Audit reports and certificates not issued");
  pdf.paragraph("This matrix rests on no audit report. What the publisher plans, in its own words:");
  pdf.smallPrint(datesNote(ground));
  pdf.table({
    head: ["Programme", "The publisher’s words", "Report"],
    rows: reports.map(({ title, statement, quarter }) => [
      title,
      statement,
      quarter === null ? "Not issued; no target date" : `Not issued. ${targetInWords(quarter, "Targeted", ground.at)}`,
    ]),
    widths: [28, 40, 32],
    rowHeads: true,
  });
}
