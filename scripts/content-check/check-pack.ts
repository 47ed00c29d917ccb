/** Everything that is wrong with one pack, and everything that needs its writer, at once. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Concern, packConcerns } from "@/server/content/concerns";
import { type FactsFile, orderProblems, readFacts } from "@/server/content/facts-file";
import { readPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { ContentProblems, type Problem, UnknownReference } from "@/server/content/problems";
import { readYaml } from "@/server/content/yaml-source";
import { holds, sectionOf } from "./page-text";
import { publicPage } from "./public-pages";

export interface PackReport {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** @param at when: decides which dates have passed */
export async function checkPack(contentDir: string, publisher: string, at: Date): Promise<PackReport> {
  try {
    const { pack, problems } = await readPack(contentDir, publisher);
    const factProblems: Problem[] = [];
    const facts = await readFacts(contentDir, publisher, factProblems);
    const errors = [...problems, ...factProblems];
    if (facts !== null && pack !== null)
      errors.push(...missingFacts(pack, facts, problems, at), ...orderProblems(facts, pack.pages));
    const concerns = pack === null ? [] : packConcerns(pack, at, "en");
    return {
      errors: errors.sort(byPlace),
      warnings: [
        ...(await Promise.all(concerns.map((concern) => concernProblem(contentDir, concern)))),
        ...uncompared(publisher, facts, factProblems, pack),
      ].sort(byPlace),
    };
  } catch (error) {
    if (error instanceof ContentProblems) return { errors: error.problems, warnings: [] };
    throw error;
  }
}

function missingFacts(pack: Pack, { file, facts }: FactsFile, problems: readonly Problem[], at: Date): Problem[] {
  const faulty = new Set(problems.map((problem) => problem.file));
  const isFaulty = (page: string) => faulty.has(`${pack.name}/pages/${page}.mdx`);
  const pages = new Map([...new Set(facts.map(({ page }) => page))].map((page) => [page, draw(pack, page, at)]));
  return facts.flatMap(({ page, section, fact, row, line }): Problem[] => {
    const html = pages.get(page);
    if (html === "cannot be drawn") return [];
    const problem = (what: string, mend: string): Problem[] => [{ file, line, what, mend }];
    if (!html)
      return isFaulty(page)
        ? []
        : problem(`There is no page “${page}”.`, "Name a page of the pack, home, compliance or subprocessors.");
    const there = sectionOf(html, section);
    if (there === null)
      return isFaulty(page) ? [] : problem(`/${page} has no section #${section}.`, "Name a section of that page.");
    if (holds(there, fact, row)) return [];
    const place = section === "" ? `the beginning of /${page}` : `/${page}#${section}`;
    return problem(
      `“${fact}” is not found in ${place}.`,
      `Say it there letter for letter${row === null ? "" : " as a row of a table"}, or correct the list.`,
    );
  });
}

/** A page that names what the pack does not hold cannot be drawn; that it does is told already. */
function draw(pack: Pack, page: string, at: Date): string | "cannot be drawn" | null {
  try {
    return publicPage(pack, page, at);
  } catch (error) {
    if (error instanceof UnknownReference || (error instanceof Error && /^Expected component/.test(error.message)))
      return "cannot be drawn";
    throw error;
  }
}

async function concernProblem(contentDir: string, { file, path, what, why, mend }: Concern): Promise<Problem> {
  return { file, line: await lineIn(contentDir, file, path), what: `${what}.`, mend: `${why} ${mend}` };
}

/** The line of a place in a YAML file, or in the front matter of a page. */
async function lineIn(contentDir: string, file: string, path: Concern["path"]): Promise<number> {
  const source = await readFile(join(contentDir, file), "utf8");
  const front = file.endsWith(".yaml") ? null : /^---[ \t]*\r?\n([\s\S]*?\n)---/.exec(source);
  const yaml = { file, text: front?.[1] ?? source, firstLine: front === null ? 1 : 2 };
  return readYaml(yaml, z.unknown(), [])?.lineOf(path) ?? 1;
}

/** What was not looked at is said, so that silence is not taken for a clean result. */
function uncompared(
  publisher: string,
  facts: FactsFile | null,
  faults: readonly Problem[],
  pack: Pack | null,
): Problem[] {
  const file = `${publisher}/facts.yaml`;
  const note = (what: string, mend: string): Problem[] => [{ file, line: 1, what, mend }];
  if (facts === null && faults.length === 0)
    return note("There is no list of facts.", "Add one, so that no fact of the publisher's document is lost.");
  if (facts !== null && pack === null)
    return note("The facts were not looked for.", "Mend the files named above, and check again.");
  return [];
}

const byPlace = (a: Problem, b: Problem) => a.file.localeCompare(b.file, "en") || a.line - b.line;
