/** Reads YAML and checks it with zod; every fault is told with the line it stands on. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { core, ZodType } from "zod";
import type { Problem } from "./problems";

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Line of the file on which `text` begins: 1, or the line after `---` for front matter. */
  readonly firstLine: number;
}

export interface Checked<Value> {
  readonly value: Value;
  /** Line of the file on which the value at this path stands. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** The checked value, or null when problems were noted. */
export function readYaml<Value>(
  source: YamlSource,
  schema: ZodType<Value>,
  problems: Problem[],
): Checked<Value> | null {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => source.firstLine + lines.linePos(offset).line - 1;
  const note = (offset: number, what: string, mend: string) =>
    problems.push({ file: source.file, line: lineAt(offset), what, mend });
  for (const error of document.errors) note(error.pos[0], `This is not YAML: ${error.message}.`, "Correct the YAML.");
  if (document.errors.length > 0) return null;
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, lineOf: (path) => lineAt(offsetOf(document, { path })) };
  for (const issue of checked.error.issues) {
    const { what, mend } = explain(issue);
    note(offsetOf(document, issue), what, mend);
  }
  return null;
}

/** Where the faulty value stands; for a missing one, where the map that lacks it begins. */
function offsetOf(document: Document, place: { path: readonly PropertyKey[]; keys?: readonly string[] }): number {
  const { path, keys } = place;
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (!isNode(node)) continue;
    if (keys && isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && keys.includes(String(key.value)));
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    return node.range?.[0] ?? 0;
  }
  return 0;
}

function explain(issue: core.$ZodIssue): { what: string; mend: string } {
  const name = `\`${issue.path.join(".") || "the file"}\``;
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => `\`${key}\``).join(", ");
    return { what: `${keys} in ${name} is not known.`, mend: "Remove it or correct its spelling." };
  }
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined"))
    return { what: `${name} is missing.`, mend: `Add it (${issue.expected}); write null where it is not stated.` };
  if (issue.code === "invalid_type" && issue.expected === "string")
    return { what: `${name} is not text.`, mend: 'Put it in quotes, as in "1.0".' };
  if (issue.code === "invalid_format" && issue.format === "date")
    return { what: `${name} is not a calendar date.`, mend: "Write it as YYYY-MM-DD." };
  if (issue.code === "custom" && typeof issue.params?.mend === "string")
    return { what: `${name}: ${issue.message}`, mend: issue.params.mend };
  return { what: `${name} is not right: ${issue.message}.`, mend: "Correct the value." };
}
