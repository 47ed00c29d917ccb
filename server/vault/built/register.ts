/** The sub-processor register: what the publisher states of each, and "not stated" where it is silent. */
import { dateInWords } from "@/server/content/calendar";
import { notStated } from "@/server/content/publisher-schema";
import type { PdfDocument } from "@/server/seal/pdf-document";
import { beforeTable, keepTogether, writeMeasures } from "@/server/vault/built/blocks";
import { answering } from "@/server/vault/built/measure-selection";
import { openDocument } from "@/server/vault/built/opening";
import type { Draft, Ground } from "@/server/vault/built/source";

/** Suppliers: security in the relationship, in agreements, and under review and change. */
const supplierControls = ["A.5.19", "A.5.20", "A.5.22"];

export function buildRegister(ground: Ground): Draft {
  const { pack, source } = ground;
  const title = "Sub-processor register";
  const pdf = openDocument(ground, {
    title,
    subtitle: `The sub-processors that ${pack.publisher.names.short} names, with what it states of each.`,
    derived: "It adds nothing to that document. What it does not say of a sub-processor stands here as not stated.",
  });
  writeList(pdf, ground);
  for (const { name, role, purpose, dataCategories, location, transferMechanism, certifications, since } of pack
    .subProcessors.list) {
    keepTogether(pdf, beforeTable);
    pdf.heading(3, name);
    pdf.keyValues([
      ["Role", role ?? notStated],
      ["Purpose", purpose ?? notStated],
      ["Data categories", dataCategories ?? notStated],
      ["Data location", location ?? notStated],
      ["Transfer mechanism", transferMechanism ?? notStated],
      ["Certifications", certifications ?? notStated],
      ["Since", since === null ? notStated : dateInWords(since)],
    ]);
  }
  if (pack.subProcessors.list.some(({ certifications }) => certifications !== null))
    pdf.smallPrint(
      "Certifications are given in the publisher’s words about others; no certificate was seen for this register.",
    );
  writeNotice(pdf, ground);
  return {
    slug: "sub-processor-register",
    title,
    description: `Each sub-processor named in ${source.named}, with its role, purpose, data, location and transfer mechanism as far as they are stated.`,
    kind: "sub_processors",
    source,
    pdf,
  };
}

function writeList(pdf: PdfDocument, { pack, source }: Ground): void {
  const { list, fullerList } = pack.subProcessors;
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Sub-processors");
  pdf.paragraph(
    list.length === 0
      ? `Sub-processors: ${notStated}.`
      : `${source.named} of ${dateInWords(source.page.meta.effectiveDate)} names ${list.length === 1 ? "one sub-processor" : `${list.length} sub-processors`}.`,
  );
  pdf.callout(fullerList, { title: "A fuller list" });
  if (list.length === 0) return;
  pdf.table({
    head: ["Sub-processor", "Purpose", "Data location"],
    rows: list.map(({ name, purpose, location }) => [name, purpose ?? notStated, location ?? notStated]),
    widths: [26, 42, 32],
    rowHeads: true,
  });
}

function writeNotice(pdf: PdfDocument, ground: Ground): void {
  const { noticeDays, unresolvedObjection } = ground.pack.publisher;
  const stated = answering(ground.pack.measures.list, supplierControls);
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Notice of changes, and objections");
  pdf.keyValues([
    ["Notice", `At least ${noticeDays} days in advance`],
    ["If an objection is not resolved", unresolvedObjection.statement],
  ]);
  if (stated.length === 0) return;
  pdf.paragraph("The measures that the publisher states for its suppliers:");
  writeMeasures(pdf, ground, stated);
}
