/** The advisories of a pack: `advisories/<id>.mdx`, and the texts of their earlier revisions in `advisories/earlier/`. */
import { checkAdvisoryBody } from "./advisory-body";
import { AdvisoryMeta } from "./advisory-schema";
import type { Anchor } from "./check-page";
import { demoFolder } from "./demo-overlay";
import { readFrontMatter } from "./front-matter";
import { type ListedFile, listed } from "./listed-files";
import type { Problem } from "./problems";
import { readText } from "./text-file";

export interface AdvisoryText {
  readonly file: string;
  readonly meta: AdvisoryMeta;
  /** MDX of words alone; line numbers are the file's. */
  readonly body: string;
  readonly anchors: readonly Anchor[];
  /** It comes with the demonstration and says so wherever it is shown. */
  readonly demonstration: boolean;
}

/** An advisory as it stands now. */
export interface Advisory extends AdvisoryText {
  /** The texts of earlier revisions that were kept, newest first. */
  readonly earlier: readonly AdvisoryText[];
}

/** By id. A demonstration adds its own; faults are noted in `problems`. */
export async function readAdvisories(
  contentDir: string,
  publisher: string,
  demonstration: boolean,
  problems: Problem[],
): Promise<Advisory[]> {
  const own = await readFolder(contentDir, publisher, false, problems);
  const added = demonstration ? await readFolder(contentDir, demoFolder(publisher), true, problems) : [];
  const all = [...own, ...added];
  for (const [index, { file, meta }] of all.entries())
    if (all.findIndex((other) => other.meta.id === meta.id) !== index)
      problems.push({ file, line: 1, what: `The id ${meta.id} comes twice.`, mend: "Give each advisory its own id." });
  return all;
}

async function readFolder(
  contentDir: string,
  folder: string,
  demonstration: boolean,
  problems: Problem[],
): Promise<Advisory[]> {
  const read = (files: readonly ListedFile[]) => readTexts(contentDir, files, demonstration, problems);
  const current = await read(await listed(contentDir, `${folder}/advisories`, ".mdx"));
  const earlier = await read(await listed(contentDir, `${folder}/advisories/earlier`, ".mdx"));
  for (const { file, meta } of current) problems.push(...nameProblems(file, meta.id));
  for (const { file, meta } of earlier) problems.push(...earlierProblems(file, meta, current));
  return current.map((advisory) => ({
    ...advisory,
    earlier: earlier
      .filter(({ meta }) => meta.id === advisory.meta.id)
      .sort((one, other) => latestRevision(other.meta).number - latestRevision(one.meta).number),
  }));
}

/** One after the other: a thousand open files at once would be refused by some systems. */
async function readTexts(
  contentDir: string,
  files: readonly ListedFile[],
  demonstration: boolean,
  problems: Problem[],
): Promise<AdvisoryText[]> {
  const texts: AdvisoryText[] = [];
  for (const { file } of files) {
    const source = await readText(contentDir, file, problems);
    const read = source === null ? null : readFrontMatter(file, source, AdvisoryMeta, problems);
    if (read === null) continue;
    if (demonstration && !/^Demonstration\b/.test(read.meta.title))
      problems.push({
        file,
        line: 1,
        what: "A demonstration does not say so.",
        mend: "Begin the title with “Demonstration”.",
      });
    const anchors = checkAdvisoryBody(file, read.body, problems);
    texts.push({ file, meta: read.meta, body: read.body, anchors, demonstration });
  }
  return texts;
}

export function latestRevision({ revisions }: AdvisoryMeta): AdvisoryMeta["revisions"][number] {
  const last = revisions.at(-1);
  if (last === undefined) throw new Error("an advisory has at least one revision");
  return last;
}

function nameProblems(file: string, wanted: string): Problem[] {
  if (file.endsWith(`/${wanted}.mdx`)) return [];
  return [
    {
      file,
      line: 1,
      what: `The file's name is not that of ${wanted}.`,
      mend: `Name it ${wanted}.mdx, or correct the id.`,
    },
  ];
}

/** An earlier text is named for its revision, and the advisory knows that revision. */
function earlierProblems(file: string, meta: AdvisoryMeta, current: readonly AdvisoryText[]): Problem[] {
  const { number } = latestRevision(meta);
  const now = current.find((advisory) => advisory.meta.id === meta.id)?.meta;
  const refuse = (what: string, mend: string): Problem[] => [{ file, line: 1, what, mend }];
  if (now === undefined) return refuse("There is no advisory that this is an earlier text of.", "Correct its id.");
  if (number >= latestRevision(now).number)
    return refuse(`Revision ${number} is not an earlier one.`, "Keep earlier revisions alone in this folder.");
  return nameProblems(file, `${meta.id}-${number}`);
}
