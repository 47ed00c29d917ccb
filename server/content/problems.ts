/**
 * What is wrong with a content pack, said so that its writer can mend it.
 * All problems of a pack are gathered first and told at once.
 */

export interface Problem {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly what: string;
  readonly mend: string;
}

/** `file:line: what is wrong. How to mend it.` */
export function problemLine({ file, line, what, mend }: Problem): string {
  return `${file}:${line}: ${what} ${mend}`;
}

/** A pack that cannot be used. The message is every problem, one a line, by file and line. */
export class ContentProblems extends Error {
  override readonly name = "ContentProblems";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file, "en") || a.line - b.line);
    super(sorted.map(problemLine).join("\n"));
    this.problems = sorted;
  }
}

/** A name used in a page that the pack does not know; the loader adds the file and line. */
export class UnknownReference extends Error {
  override readonly name = "UnknownReference";
  readonly mend: string;

  constructor(what: string, mend: string) {
    super(what);
    this.mend = mend;
  }
}
