/** The tables that a page draws from the pack's data. */
import { wordsIn } from "@/server/words/words";
import { inline, type Table } from "./expansion";
import { cell, type PageFacts, stated, target, unknown } from "./fact-words";
import type { Measure, Programme } from "./facts-schema";
import { notStated } from "./publisher-schema";

/** The pages are the publisher's, and English. */
const words = wordsIn("en");

export function programmesTable(facts: PageFacts, now: Date): Table {
  return {
    kind: "table",
    caption: "Compliance programmes, with the publisher’s own words on each",
    columns: ["Programme", "Status", "Stage", "Target", "Evidence"],
    rows: facts.programmes.map(({ id, framework, statement, stage, targets, evidence }) => [
      [inline(framework, `/compliance#${id}`)],
      cell(statement),
      cell(words(`compliance.stage.${stage}`)),
      targets.length === 0
        ? cell("No target date")
        : targets.map(({ milestone, quarter }) => {
            const when = target(quarter, "Targeted", now);
            return { ...when, text: `${milestone}: ${when.text}` };
          }),
      [evidenceInline(evidence)],
    ]),
  };
}

function evidenceInline(evidence: Programme["evidence"]) {
  if (evidence === null) return inline(words("compliance.noEvidence"));
  const { title, where } = evidence;
  return where === null ? inline(`${title}: ${words("compliance.evidenceNotLinked")}`) : inline(title, where);
}

export function subProcessorsTable({ subProcessors: facts }: PageFacts): Table {
  return {
    kind: "table",
    caption: "Sub-processors named by the publisher",
    columns: [
      "Sub-processor",
      "Certifications",
      "Data location",
      "Role",
      "Purpose",
      "Data categories",
      "Transfer mechanism",
    ],
    rows: facts.list.map((entry) => [
      cell(entry.name),
      cell(entry.certifications),
      cell(entry.location),
      cell(entry.role),
      cell(entry.purpose),
      cell(entry.dataCategories),
      cell(entry.transferMechanism),
    ]),
  };
}

const title = (measure: Measure) => measure.title ?? notStated;

export function measuresTable(facts: PageFacts, id: string): Table {
  const { groups, list } = facts.measures;
  const group = groups.find((known) => known.id === id);
  if (!group)
    throw unknown(
      "group of measures",
      id,
      groups.map((known) => known.id),
    );
  const rows = list.filter((measure) => measure.group === id);
  const withPurpose = rows.some((measure) => measure.purpose !== null);
  return {
    kind: "table",
    caption: `Measures: ${group.title}`,
    columns: ["Measure", "What is done", ...(withPurpose ? ["Purpose"] : []), "Stated in"],
    rows: rows.map((measure) => [
      [stated(measure.title)],
      cell(measure.statement),
      ...(withPurpose ? [cell(measure.purpose)] : []),
      [inline(sectionTitle(facts, measure.section), measure.section)],
    ]),
  };
}

/** `/trust#audit` → `Audit`. */
function sectionTitle({ pages }: PageFacts, section: string): string {
  const [address, anchor] = section.split("#");
  const page = Object.values(pages).find((known) => known.address === address);
  return page?.anchors.find(({ id }) => id === anchor)?.title ?? section;
}

export function controlTable(facts: PageFacts): Table {
  return {
    kind: "table",
    caption:
      "Measures by GDPR Article 32 and ISO/IEC 27001:2022 Annex A: the reading of this trust centre’s editors, not an audit result",
    columns: ["Measure", "What is done", "GDPR Art. 32", "ISO/IEC 27001:2022 Annex A"],
    rows: facts.measures.list.map((measure) => [
      [inline(title(measure), measure.section)],
      cell(measure.statement),
      cell(measure.article32.map((point) => `32(${point.charAt(0)})${point.slice(1)}`).join(", ")),
      cell(measure.annexA.join(", ") || "none"),
    ]),
  };
}
