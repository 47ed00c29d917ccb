/** From the answers to a file of the pack: the id, the text of the file, and where it stands. */
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { checkAdvisoryBody } from "@/server/content/advisory-body";
import { AdvisoryId, AdvisoryMeta } from "@/server/content/advisory-schema";
import type { Problem } from "@/server/content/problems";
import { type AdvisoryAnswers, askAdvisory } from "./questions";
import { Terminal } from "./terminal";

/** Crockford's base 32: no letter that is taken for a digit. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export interface NewAdvisory {
  readonly input: NodeJS.ReadableStream & ConstructorParameters<typeof Terminal>[0];
  readonly output: ConstructorParameters<typeof Terminal>[1];
  readonly contentDir: string;
  readonly publisher: string;
  readonly now: Date;
  /** A number from 0 on and below `below`; chance, where it is left out. */
  readonly draw?: (below: number) => number;
}

/** @returns the file that was written @throws Unfinished, and where the file is there already */
export async function newAdvisory({ input, output, contentDir, publisher, now, draw = randomInt }: NewAdvisory) {
  const folder = join(contentDir, publisher, "advisories");
  if (!existsSync(join(contentDir, publisher)))
    throw new Error(`${publisher}: there is no such pack in ${contentDir}.`);
  const terminal = new Terminal(input, output);
  try {
    const prefix = prefixIn(folder) ?? (await askPrefix(terminal));
    const drawn = Array.from({ length: 6 }, () => alphabet[draw(alphabet.length)]).join("");
    const id = `${prefix}-${now.getUTCFullYear()}-${drawn}`;
    const text = advisoryText(await askAdvisory(terminal, id, now));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${id}.mdx`);
    // What is there already stays as it is.
    writeFileSync(file, text, { flag: "wx" });
    return file;
  } finally {
    terminal.close();
  }
}

/** As the pack's advisories have it already. */
function prefixIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).flatMap((name) => /^([A-Z]{4})-.*\.mdx$/.exec(name)?.[1] ?? [])[0];
}

const askPrefix = (terminal: Terminal) =>
  terminal
    .ask({
      text: "The four capital letters that your ids begin with, as AGSA",
      schema: AdvisoryId.transform((id) => id.slice(0, 4)),
      read: (letters) => `${letters}-2026-000000`,
    })
    .then((id) => id.slice(0, 4));

/** @throws Error where the whole would be refused: then a question let something through */
export function advisoryText(answers: AdvisoryAnswers): string {
  AdvisoryMeta.parse(answers);
  const body =
    answers.kind === "advisory"
      ? "## What happened [#what-happened]\n\nTo be written.\n\n## What to do [#what-to-do]\n\nTo be written.\n"
      : "## What went well [#what-went-well]\n\nTo be written.\n\n## What did not [#what-did-not]\n\nTo be written.\n";
  const problems: Problem[] = [];
  checkAdvisoryBody(answers.id, body, problems);
  if (problems.length > 0) throw new Error(`the text that is written is refused: ${problems[0]?.what}`);
  return `---\n${stringify(answers, { lineWidth: 0 })}---\n\n${body}`;
}
