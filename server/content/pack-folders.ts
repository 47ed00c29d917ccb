/** The parts of a pack that are folders of files: figures, agreements and pages. */
import { join } from "node:path";
import { type Agreement, isPlaceholder, placeholders, placeholdersIn } from "./agreement";
import { compilePage } from "./compile-page";
import { readEarlierPages } from "./earlier-pages";
import { Figure } from "./facts-schema";
import { readFrontMatter } from "./front-matter";
import { listed } from "./listed-files";
import type { Page, PageText } from "./pack";
import { AgreementMeta, PageMeta } from "./page-schema";
import type { Problem } from "./problems";
import { readText } from "./text-file";
import { readYaml } from "./yaml-source";

const requiredPages = ["trust", "toms"];

export async function readFigures(
  contentDir: string,
  publisher: string,
  problems: Problem[],
): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {};
  for (const { name, file } of await listed(contentDir, `${publisher}/figures`, ".yaml")) {
    const text = await readText(contentDir, file, problems);
    const checked = text === null ? null : readYaml({ file, text, firstLine: 1 }, Figure, problems);
    if (checked) figures[name] = checked.value;
  }
  return figures;
}

/** Newest version first. */
export async function readAgreements(contentDir: string, publisher: string, problems: Problem[]): Promise<Agreement[]> {
  const agreements: Agreement[] = [];
  for (const { name, file } of await listed(contentDir, `${publisher}/agreements`, ".md")) {
    const source = await readText(contentDir, file, problems);
    const read = source === null ? null : readFrontMatter(file, source, AgreementMeta, problems);
    if (!read) continue;
    const { meta, body } = read;
    if (name !== `${meta.kind}-${meta.version}`)
      problems.push({
        file,
        line: 1,
        what: `The file's name is not that of ${meta.kind} ${meta.version}.`,
        mend: `Name it ${meta.kind}-${meta.version}.md, or correct its fields.`,
      });
    problems.push(...placeholderProblems(file, body));
    agreements.push({ file, meta, text: `${body.trim()}\n` });
  }
  if (agreements.length === 0 && problems.length === 0)
    problems.push({
      file: `${publisher}/agreements`,
      line: 1,
      what: "There is no agreement text.",
      mend: "Add agreements/nda-1.0.md.",
    });
  return agreements.sort((a, b) => b.meta.version.localeCompare(a.meta.version, "en", { numeric: true }));
}

function placeholderProblems(file: string, body: string): Problem[] {
  return placeholdersIn(body)
    .filter(({ name }) => !isPlaceholder(name))
    .map(({ name, index }) => ({
      file,
      line: body.slice(0, index).split("\n").length,
      what: `{{${name}}} is not a placeholder.`,
      mend: `Use one of ${placeholders.join(", ")}.`,
    }));
}

export async function readPages(
  contentDir: string,
  publisher: string,
  problems: Problem[],
): Promise<Record<string, Page>> {
  const found = await listed(contentDir, `${publisher}/pages`, ".mdx");
  const missing = requiredPages.filter((name) => !found.some((page) => page.name === name));
  const all = [...found, ...missing.map((name) => ({ name, file: `${publisher}/pages/${name}.mdx` }))];
  const texts: Record<string, PageText> = {};
  const metas: Record<string, PageMeta> = {};
  for (const { name, file } of all) {
    const source = await readText(contentDir, file, problems);
    const read = source === null ? null : readFrontMatter(file, source, PageMeta, problems);
    if (!read) continue;
    metas[name] = read.meta;
    const compiled = await compilePage(join(contentDir, file), file, read.body, problems);
    if (!read.meta.history.some(({ version }) => version === read.meta.version))
      problems.push({
        file,
        line: 1,
        what: `The history has no entry for version ${read.meta.version}.`,
        mend: "Add one to history.",
      });
    if (compiled) texts[name] = { ...compiled, name, address: `/${name}`, file, meta: read.meta, body: read.body };
  }
  const earlier = await readEarlierPages(contentDir, publisher, metas, problems);
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      { ...text, earlier: earlier.filter((other) => other.name === name) },
    ]),
  );
}
