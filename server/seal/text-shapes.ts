/** Cuts a line into the shapes that are drawn one after another from left to right. */
import { levelsOf, mirrored, visualOrder } from "@/server/seal/bidirectional";
import type { FontFace } from "@/server/seal/font-files";
import type { Character, TextRun, TextStyle } from "@/server/seal/text-runs";

const INVISIBLE_MARK = /[\u200E\u200F\u061C]/g;

/** Of the text size: code looks larger than the prose around it. */
const CODE_SCALE = 0.92;

/** Characters of one line that share face, run and direction, in the order that the shaper wants. */
export interface Shape {
  readonly text: string;
  readonly face: FontFace;
  readonly run: TextRun;
  /** Points. */
  readonly size: number;
}

/** Left to right as drawn. */
export function shapesOf(characters: readonly Character[], style: TextStyle, base: 0 | 1): Shape[] {
  const levels = levelsOf(
    characters.map((character) => character.text),
    base,
  );
  const groups: { characters: Character[]; level: number }[] = [];
  for (const index of visualOrder(levels)) {
    const character = characters[index];
    if (!character) continue;
    const level = levels[index] ?? 0;
    const group = groups.at(-1);
    const first = group?.characters[0];
    if (group && first && group.level === level && first.face === character.face && first.run === character.run) {
      group.characters.push(character);
    } else groups.push({ characters: [character], level });
  }
  return groups.flatMap((group) => shapeOf(group.characters, group.level % 2 === 1, style));
}

/** The characters stand in drawing order; the text given out stands in the order that the shaper wants. */
function shapeOf(characters: readonly Character[], reversed: boolean, style: TextStyle): Shape[] {
  const [first] = characters;
  if (!first) return [];
  const drawn = characters.map(({ text }) => (reversed ? mirrored(text) : text));
  const text = (shapedRightToLeft(drawn.join("")) ? drawn.reverse() : drawn).join("").replace(INVISIBLE_MARK, "");
  if (text === "") return [];
  return [{ text, face: first.face, run: first.run, size: first.run.code ? style.size * CODE_SCALE : style.size }];
}

// The shaper reverses whatever it takes for Arabic, digits included, and nothing else.
const shapedRightToLeft = (text: string): boolean => /\p{Script_Extensions=Arabic}/u.test(text);
