/**
 * Text that somebody typed, as MDX that says the same and does nothing: what has a meaning in Markdown or MDX is written as
 * a character reference (CommonMark §2.5), which is read as that character and never as markup. Addresses stand in code,
 * because GitHub's autolinks are found again in the text that was read. Pure.
 */

const meaningful = /[\\`*_{}[\]<>#|~&!=+^$@]/g;
const address = /\S*(?:https?:\/\/|www\.|@)\S*/i;

/** Paragraphs stay paragraphs; spaces at the ends of lines and empty lines in a row are not kept. */
export function wordsAlone(typed: string): string {
  return paragraphsOf(typed)
    .map((lines) => lines.map(lineOf).join("\n"))
    .join("\n\n");
}

/** Lines by paragraph, without what cannot be seen. */
export function paragraphsOf(typed: string): readonly (readonly string[])[] {
  const lines = typed
    .replace(/\r\n?/g, "\n")
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .split("\n")
    .map((line) => line.replace(/\s+/gu, " ").trim());
  const paragraphs: string[][] = [[]];
  for (const line of lines)
    if (line === "") paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/** The first letter as a reference, so that the line begins no list, heading, statement or table. */
function lineOf(line: string): string {
  return line
    .split(" ")
    .map((word, index) => (address.test(word) ? inCode(word) : index === 0 ? begun(word) : referring(word)))
    .join(" ");
}

const reference = (character: string) => `&#${character.codePointAt(0)};`;
const referring = (word: string) => word.replace(meaningful, reference);

function begun(word: string): string {
  const [first = "", ...rest] = word;
  return /^(?:import|export)$|^[^\p{L}]/u.test(word) ? reference(first) + referring(rest.join("")) : referring(word);
}

/** A span of code ends with as many backticks as it began with (CommonMark §6.1), and holds none of that number. */
function inCode(word: string): string {
  const longest = Math.max(0, ...[...word.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const room = word.startsWith("`") || word.endsWith("`") ? " " : "";
  return `${fence}${room}${word}${room}${fence}`;
}
