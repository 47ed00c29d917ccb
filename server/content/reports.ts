/** The quarterly files of a pack: read, and held against the targets and measures that the pack states. */
import { demoFolder } from "./demo-overlay";
import { listed } from "./listed-files";
import type { Pack } from "./pack";
import type { Problem } from "./problems";
import { QuarterFacts, type QuarterFile } from "./report-schema";
import { readText } from "./text-file";
import { readYaml } from "./yaml-source";

/**
 * Newest quarter first. A demonstration adds its own files for quarters of which the pack says nothing.
 * Faults are noted in `problems`.
 */
export async function readReports(
  contentDir: string,
  publisher: string,
  demonstration: boolean,
  problems: Problem[],
): Promise<QuarterFile[]> {
  const own = await readFolder(contentDir, publisher, false, problems);
  const stated = new Set(own.map(({ quarter }) => quarter));
  const added = demonstration ? await readFolder(contentDir, demoFolder(publisher), true, problems) : [];
  return [...own, ...added.filter(({ quarter }) => !stated.has(quarter))].sort((a, b) =>
    b.quarter.localeCompare(a.quarter, "en"),
  );
}

async function readFolder(
  contentDir: string,
  folder: string,
  demonstration: boolean,
  problems: Problem[],
): Promise<QuarterFile[]> {
  const files: QuarterFile[] = [];
  for (const { name, file } of await listed(contentDir, `${folder}/reports`, ".yaml")) {
    const text = await readText(contentDir, file, problems);
    const checked = text === null ? null : readYaml({ file, text, firstLine: 1 }, QuarterFacts, problems);
    if (checked === null) continue;
    const { value, lineOf } = checked;
    const wanted = value.quarter.toLowerCase();
    if (name !== wanted)
      problems.push({
        file,
        line: lineOf(["quarter"]),
        what: `The file's name is not that of the quarter ${value.quarter}.`,
        mend: `Name it ${wanted}.yaml, or correct the quarter.`,
      });
    const patchingLines = (value.patching ?? []).map((_, index) => lineOf(["patching", index]));
    files.push({ ...value, file, demonstration, patchingLines });
  }
  return files;
}

/** Targets that no measure states, and figures against targets that there are not. */
export function reportProblems(pack: Pack): Problem[] {
  return [...targetProblems(pack), ...pack.reports.flatMap((report) => patchingProblems(pack, report))];
}

function targetProblems({ name, measures, publisher: { patchTargets } }: Pack): Problem[] {
  const wrong = (what: string, mend: string): Problem => ({ file: `${name}/publisher.yaml`, line: 1, what, mend });
  return patchTargets.flatMap(({ id, measure, words }, index) => {
    const problems: Problem[] = [];
    const statement = measures.list.find((known) => known.id === measure)?.statement;
    if (patchTargets.findIndex((other) => other.id === id) !== index)
      problems.push(wrong(`The patch target “${id}” comes twice.`, "Give each target its own id."));
    if (statement === undefined)
      problems.push(wrong(`The measure “${measure}” of the patch target “${id}” does not exist.`, "Name a measure."));
    else if (!statement.includes(words))
      problems.push(
        wrong(
          `“${words}” of the patch target “${id}” is not in the statement of the measure “${measure}”.`,
          "Copy the words exactly from the statement.",
        ),
      );
    return problems;
  });
}

function patchingProblems({ publisher: { patchTargets } }: Pack, report: QuarterFile): Problem[] {
  return (report.patching ?? []).flatMap(({ target }, index) =>
    target === null || patchTargets.some(({ id }) => id === target)
      ? []
      : [
          {
            file: report.file,
            line: report.patchingLines[index] ?? 1,
            what: `There is no patch target “${target}”.`,
            mend: `Name one of patchTargets in publisher.yaml (${patchTargets.map(({ id }) => id).join(", ") || "there are none"}), or write null.`,
          },
        ],
  );
}
