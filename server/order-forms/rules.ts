/** What an order form may name: regions that the publisher offers and sub-processors of its register. */

export interface Known {
  /** The publisher's regions by name; empty where it states none. */
  readonly regions: readonly string[];
  /** Slugs of the register. */
  readonly subProcessors: readonly string[];
}

export interface Terms {
  readonly regions: readonly string[];
  readonly restricted: boolean;
  readonly approvedSubProcessors: readonly string[];
}

export interface Problem {
  readonly field: "regions" | "approvedSubProcessors";
  readonly kind: "regionUnknown" | "regionMissing" | "subProcessorUnknown" | "approvedMissing";
  /** What is named and not known. */
  readonly names: readonly string[];
}

/** @param kept what the form held before: a name that the lists dropped since does not keep anybody from changing the rest */
export function problemsOf(terms: Terms, known: Known, kept?: Terms): Problem[] {
  const unknown = (chosen: readonly string[], ...lists: readonly (readonly string[])[]) =>
    chosen.filter((each) => !lists.some((list) => list.includes(each)));
  const problems: Problem[] = [];
  const regions = unknown(terms.regions, known.regions, kept?.regions ?? []);
  if (regions.length > 0) problems.push({ field: "regions", kind: "regionUnknown", names: regions });
  if (terms.regions.length === 0 && known.regions.length > 0)
    problems.push({ field: "regions", kind: "regionMissing", names: [] });
  const slugs = unknown(terms.approvedSubProcessors, known.subProcessors, kept?.approvedSubProcessors ?? []);
  if (slugs.length > 0) problems.push({ field: "approvedSubProcessors", kind: "subProcessorUnknown", names: slugs });
  if (terms.restricted && terms.approvedSubProcessors.length === 0)
    problems.push({ field: "approvedSubProcessors", kind: "approvedMissing", names: [] });
  return problems;
}
