import { describe, expect, it } from "vitest";
import { levelsOf, mirrored, startsRightToLeft, visualOrder } from "@/server/seal/bidirectional";

/** Capitals stand for right-to-left letters, as in the algorithm's own examples. */
const ARABIC = new Map([..."ABCDEFGH"].map((capital, index) => [capital, String.fromCodePoint(0x0627 + index)]));
const LATIN = new Map([...ARABIC].map(([capital, letter]) => [letter, capital]));

function drawn(text: string, base: 0 | 1): string {
  const characters = [...text].map((character) => ARABIC.get(character) ?? character);
  const levels = levelsOf(characters, base);
  return visualOrder(levels)
    .map((index) => {
      const character = characters[index] ?? "";
      const shown = (levels[index] ?? 0) % 2 === 1 ? mirrored(character) : character;
      return LATIN.get(shown) ?? shown;
    })
    .join("");
}

describe("a line of mixed direction", () => {
  it.each([
    ["leaves left-to-right text alone", "signed by me, 2026", 0, "signed by me, 2026"],
    ["turns a name within a sentence", "by ABC DEF for us", 0, "by FED CBA for us"],
    ["keeps brackets around a name in place", "x (ABC) y", 0, "x (CBA) y"],
    ["turns brackets within right-to-left text", "ABC (DEF) GH", 1, "HG (FED) CBA"],
    ["keeps numbers readable in it", "AB 12.5 CD", 1, "DC 12.5 BA"],
    ["keeps a Latin word readable in it", "AB word CD", 1, "DC word BA"],
    ["keeps the full stop of a right-to-left paragraph at its left end", "AB CD.", 1, ".DC BA"],
    ["lets a mark keep a number apart from the name before it", "ABC\u200E, 5", 0, "CBA\u200E, 5"],
    ["has nothing to do for an empty line", "", 0, ""],
  ] as const)("%s", (_, text, base, expected) => {
    expect(drawn(text, base)).toBe(expected);
  });

  it("takes its direction from the first letter, whatever signs come before", () => {
    expect(startsRightToLeft("«12» محمد and more")).toBe(true);
    expect(startsRightToLeft("(12) and محمد")).toBe(false);
    expect(startsRightToLeft("12 – !")).toBe(false);
  });
});
