/**
 * Earlier texts of a page: `pages/earlier/<name>-<version>.mdx`. They are shown as they were, so they hold no component
 * that draws from the pack's data: that data is today's, and would put words into a text that never had them.
 */
import { join } from "node:path";
import { compilePage } from "./compile-page";
import { readFrontMatter } from "./front-matter";
import { held } from "./held";
import { listed } from "./listed-files";
import type { PageText } from "./pack";
import type { PageComponent } from "./page-components";
import { PageMeta } from "./page-schema";
import type { Problem } from "./problems";
import { readText } from "./text-file";
import { byVersion } from "./versions";

/** Each draws what the pack says now. */
const drawnFromData: ReadonlySet<PageComponent> = new Set<PageComponent>([
  "DraftNote",
  "ContactLink",
  "Setting",
  "Programmes",
  "SubProcessors",
  "Measures",
  "ControlMapping",
]);

/** Of all pages, newest version first. */
export async function readEarlierPages(
  contentDir: string,
  publisher: string,
  currentMeta: Readonly<Record<string, PageMeta>>,
  problems: Problem[],
): Promise<PageText[]> {
  const earlier: PageText[] = [];
  for (const { name: fileName, file } of await listed(contentDir, `${publisher}/pages/earlier`, ".mdx")) {
    const source = await readText(contentDir, file, problems);
    const read = source === null ? null : readFrontMatter(file, source, PageMeta, problems);
    if (!read) continue;
    const name = fileName.slice(0, fileName.lastIndexOf("-"));
    problems.push(...placeProblems(file, fileName, read.meta.version, held(currentMeta, name)));
    const compiled = await compilePage(join(contentDir, file), file, read.body, problems);
    if (!compiled) continue;
    for (const { name: component, line } of compiled.components)
      if (drawnFromData.has(component))
        problems.push({
          file,
          line,
          what: `<${component}> draws from the pack as it is now, and this is an earlier text.`,
          mend: `Write out what it showed in version ${read.meta.version}.`,
        });
    earlier.push({ ...compiled, name, address: `/${name}`, file, meta: read.meta, body: read.body });
  }
  return earlier.sort((a, b) => byVersion(b.meta.version, a.meta.version));
}

/** Whether the file is named for its version, and its page knows that version as an earlier one. */
function placeProblems(file: string, fileName: string, version: string, current: PageMeta | undefined): Problem[] {
  const problem = (what: string, mend: string): Problem[] => [{ file, line: 1, what, mend }];
  if (!fileName.endsWith(`-${version}`))
    return problem(
      `The file's name is not that of version ${version}.`,
      `Name it <page>-${version}.mdx, or correct its version.`,
    );
  if (current === undefined)
    return problem("There is no page that this is an earlier text of.", "Name it for a page, as trust-1.0.0.mdx.");
  if (current.version === version)
    return problem(`Version ${version} is the page as it is now.`, "Keep earlier versions alone in this folder.");
  if (!current.history.some((entry) => entry.version === version))
    return problem(`The page's history has no entry for version ${version}.`, "Add one to the page's history.");
  return [];
}
