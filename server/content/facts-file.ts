/**
 * `facts.yaml`: the checked list of what a publisher's document says, one row a fact, with the page and the section on
 * which visitors must find it. The pages are held to it by `npm run content:check` and by the tests.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { held } from "./held";
import type { Page } from "./pack";
import type { Problem } from "./problems";
import { readText } from "./text-file";
import { readYaml } from "./yaml-source";

const text = z.string().trim().min(1);

const FactSections = z.array(
  z.strictObject({
    /** Its name without the slash: `trust`, `toms`, `compliance`, `subprocessors`, `home`. */
    page: text,
    /** The section's anchor; "" is what stands before the first heading. */
    section: z.string(),
    /** The number that the publisher's own document gives the section, as "3.1": sections must come in that order. */
    number: z
      .string()
      .regex(/^\d+(\.\d+)*$/, 'a number is written like "3.1"')
      .optional(),
    /** Text of the section, letter for letter. */
    facts: z.array(text).default([]),
    /** Table rows of the section by their cells, first to last; cells after these are not looked at. */
    rows: z.array(z.array(text).min(1)).default([]),
  }),
);
type FactSection = z.infer<typeof FactSections>[number];

export interface ListedFact {
  readonly page: string;
  readonly section: string;
  readonly fact: string;
  /** The cells, where the fact is a row of a table. */
  readonly row: readonly string[] | null;
  readonly line: number;
}

export interface FactsFile {
  /** Path below the content folder. */
  readonly file: string;
  readonly sections: readonly (FactSection & { readonly line: number })[];
  readonly facts: readonly ListedFact[];
}

/** Null where the pack has no such file, and where it cannot be read: then `problems` says why. */
export async function readFacts(contentDir: string, publisher: string, problems: Problem[]): Promise<FactsFile | null> {
  const file = `${publisher}/facts.yaml`;
  if (!existsSync(join(contentDir, file))) return null;
  const source = await readText(contentDir, file, problems);
  const checked = source === null ? null : readYaml({ file, text: source, firstLine: 1 }, FactSections, problems);
  if (checked === null) return null;
  const { value, lineOf } = checked;
  return {
    file,
    sections: value.map((section, at) => ({ ...section, line: lineOf([at]) })),
    facts: value.flatMap(({ page, section, facts, rows }, at) => [
      ...facts.map((fact, index) => ({ page, section, fact, row: null, line: lineOf([at, "facts", index]) })),
      ...rows.map((row, index) => ({
        page,
        section,
        fact: row.join(" | "),
        row,
        line: lineOf([at, "rows", index]),
      })),
    ]),
  };
}

/** Sections that stand in another order than the publisher's own numbers give them. */
export function orderProblems({ file, sections }: FactsFile, pages: Readonly<Record<string, Page>>): Problem[] {
  const problems: Problem[] = [];
  for (const name of new Set(sections.map(({ page }) => page))) {
    const anchors = held(pages, name)?.anchors.map(({ id }) => id) ?? [];
    const placed = sections
      .flatMap((each) => (each.page === name && each.number !== undefined ? [{ ...each, number: each.number }] : []))
      .filter(({ section }) => anchors.includes(section))
      .sort((a, b) => anchors.indexOf(a.section) - anchors.indexOf(b.section));
    for (const [at, { number, section, line }] of placed.entries()) {
      const before = placed[at - 1];
      if (before === undefined || before.number.localeCompare(number, "en", { numeric: true }) < 0) continue;
      problems.push({
        file,
        line,
        what: `On /${name} the section #${section} (${number}) comes after #${before.section} (${before.number}).`,
        mend: "Put the sections in the order of the publisher's document, or correct the number.",
      });
    }
  }
  return problems;
}
