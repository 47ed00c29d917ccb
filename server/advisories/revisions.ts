/** The revisions of an advisory and what changed between two of them, facts included. */
import type { Advisory, AdvisoryText } from "@/server/content/advisories";
import { latestRevision } from "@/server/content/advisories";
import type { AdvisoryMeta, VersionRange } from "@/server/content/advisory-schema";
import { sectionsIn } from "@/server/content/page-blocks";
import { differenceOf, type SectionDifference } from "@/server/content/page-difference";

export interface RevisionDifference {
  readonly from: number;
  readonly to: number;
  readonly sections: readonly SectionDifference[];
}

/** Between each text that was kept and the one after it, the newest first. */
export function revisionDifferences(advisory: Advisory): RevisionDifference[] {
  const texts = [advisory, ...advisory.earlier];
  return texts.slice(0, -1).flatMap((text, index) => {
    const before = texts[index + 1];
    if (before === undefined) return [];
    return {
      from: latestRevision(before.meta).number,
      to: latestRevision(text.meta).number,
      sections: differenceOf(sectionsOf(before), sectionsOf(text)),
    };
  });
}

export const rangeText = ({ from, before }: VersionRange) =>
  before === null ? `${from} and later` : `${from} to before ${before}`;

/** The facts as a table before the text, so that a change of them shows as one of the text does. */
function factsOf(meta: AdvisoryMeta): readonly string[] {
  return [
    ...meta.cvss.map(({ vector, score }) => `CVSS | ${score} | ${vector}`),
    ...meta.products.flatMap(({ name, affected, fixed, notAffected, underInvestigation }) => [
      ...affected.map((range) => `${name} | affected | ${rangeText(range)}`),
      ...fixed.map((version) => `${name} | fixed | ${version}`),
      ...notAffected.map((range) => `${name} | not affected | ${rangeText(range)}`),
      ...underInvestigation.map((range) => `${name} | under investigation | ${rangeText(range)}`),
    ]),
    ...meta.remediations.map(({ kind, details }) => `${kind} | ${details}`),
  ];
}

function sectionsOf({ meta, body }: AdvisoryText) {
  const opening = [
    { kind: "heading" as const, text: meta.title },
    { kind: "text" as const, text: meta.summary },
    ...factsOf(meta).map((text) => ({ kind: "row" as const, text })),
  ];
  return sectionsIn(opening, body);
}
