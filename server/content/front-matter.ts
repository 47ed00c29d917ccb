/** Splits a Markdown file into its checked front matter and its body. */
import type { ZodType } from "zod";
import type { Problem } from "./problems";
import { readYaml } from "./yaml-source";

export interface FrontMatterFile<Meta> {
  readonly meta: Meta;
  /** The body, with one empty line for each line of front matter, so that its line numbers are the file's. */
  readonly body: string;
}

/** Null when the front matter is missing or wrong; the problem is noted. */
export function readFrontMatter<Meta>(
  file: string,
  source: string,
  schema: ZodType<Meta>,
  problems: Problem[],
): FrontMatterFile<Meta> | null {
  const found = /^---[ \t]*\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(source);
  const yaml = found?.[1];
  if (!found || yaml === undefined) {
    problems.push({
      file,
      line: 1,
      what: "The file does not begin with front matter.",
      mend: "Begin with a line `---`, the fields, and a line `---`.",
    });
    return null;
  }
  const checked = readYaml({ file, text: yaml, firstLine: 2 }, schema, problems);
  if (checked === null) return null;
  const lines = found[0].split("\n").length - 1;
  return { meta: checked.value, body: "\n".repeat(lines) + source.slice(found[0].length) };
}
