/** Reads one text file of a pack: UTF-8, of a bounded size, or a problem instead. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Problem } from "./problems";

/** Bytes. The largest page shipped is about 20 kB; far above it something other than a page was put there. */
export const largestFile = 1_000_000;

/** The text without a byte-order mark and with `\n` line ends, or null when a problem was noted. */
export async function readText(contentDir: string, file: string, problems: Problem[]): Promise<string | null> {
  const refuse = (what: string, mend: string) => {
    problems.push({ file, line: 1, what, mend });
    return null;
  };
  try {
    const path = join(contentDir, file);
    const { size } = await stat(path);
    if (size > largestFile)
      return refuse(`The file has ${size} bytes.`, `Keep it under ${largestFile} bytes, or split it.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)).replace(/\r\n?/g, "\n");
  } catch (error) {
    if (error instanceof TypeError) return refuse("The file is not UTF-8 text.", "Save it as UTF-8.");
    if (isMissing(error)) return refuse("The file is missing.", "Add it; docs/content-packs.md says what it holds.");
    return refuse(
      `The file cannot be read: ${error instanceof Error ? error.message : "unknown reason"}.`,
      "Check its permissions.",
    );
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
