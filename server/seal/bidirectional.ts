/**
 * Puts a line of mixed direction into the order in which it is drawn, left to right: the parts of the Unicode
 * Bidirectional Algorithm (UAX #9) that names, numbers and short sentences need. Explicit embeddings and
 * isolates are not read; a left-to-right mark after a name keeps what follows it apart from it.
 */
type Class = "L" | "R" | "number" | "separator" | "neutral";

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200F\u061C]/u;
const EUROPEAN_DIGIT = /\p{Nd}/u;
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/u;

const MIRRORED = new Map<string, string>(
  ["()", "[]", "{}", "<>", "«»", "‹›"].flatMap(([open = "", close = ""]) => [
    [open, close],
    [close, open],
  ]),
);

/** The sign to draw for one within right-to-left text (UAX #9 rule L4). */
export const mirrored = (character: string): string => MIRRORED.get(character) ?? character;

/** True when the first letter runs right to left (UAX #9 rules P2 and P3). */
export function startsRightToLeft(characters: Iterable<string>): boolean {
  for (const character of characters) {
    const direction = classOf(character);
    if (direction === "L" || direction === "R") return direction === "R";
  }
  return false;
}

/** Embedding level of each character: odd runs right to left. `base` is the paragraph's own direction. */
export function levelsOf(characters: readonly string[], base: 0 | 1): number[] {
  const classes = resolveNumbers(characters.map(classOf), base);
  const levels: number[] = [];
  for (let index = 0; index < classes.length; ) {
    let end = index;
    while (end < classes.length && isNeutral(classes[end])) end++;
    if (end > index) {
      const before = directionBeside(classes[index - 1], base);
      const after = directionBeside(classes[end], base);
      // Spaces at the end of the line stay at the paragraph's level (rule L1), as at a change of direction (N2).
      const direction = end < classes.length && before === after ? before : base;
      for (; index < end; index++) levels.push(levelOf(direction === 1 ? "R" : "L", base));
    } else {
      levels.push(levelOf(classes[index] ?? "neutral", base));
      index++;
    }
  }
  return levels;
}

/** Indexes of the characters in drawing order (UAX #9 rule L2). */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start;
      while (end < order.length && (levels[order[end] ?? 0] ?? 0) >= level) end++;
      if (end > start + 1) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
}

function classOf(character: string): Class {
  if (EUROPEAN_DIGIT.test(character) || ARABIC_DIGIT.test(character)) return "number";
  if (RIGHT_TO_LEFT.test(character)) return "R";
  if (/[\p{L}\p{M}\u200E]/u.test(character)) return "L";
  return /[.,:/+\-\u00A0\u066B\u066C]/u.test(character) ? "separator" : "neutral";
}

const isNeutral = (direction: Class | undefined): boolean => direction === "neutral" || direction === "separator";

/** A number belongs to the right-to-left text before it, or reads as ordinary left-to-right text (rules W2–W7). */
function resolveNumbers(classes: readonly Class[], base: 0 | 1): Class[] {
  let strong: Class = base === 1 ? "R" : "L";
  return classes.map((direction, index) => {
    if (direction === "L" || direction === "R") strong = direction;
    const joins = direction === "separator" && classes[index - 1] === "number" && classes[index + 1] === "number";
    if (direction !== "number" && !joins) return direction;
    return strong === "R" ? "number" : "L";
  });
}

function directionBeside(direction: Class | undefined, base: 0 | 1): 0 | 1 {
  if (direction === undefined) return base;
  return direction === "L" ? 0 : 1;
}

function levelOf(direction: Class, base: 0 | 1): number {
  if (direction === "R") return 1;
  if (direction === "number") return 2;
  return base === 1 ? 2 : 0;
}
