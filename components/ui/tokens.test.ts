import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, type Rgb, rgbFromHex, rgbFromOklch } from "./colour";

const tokens = readFileSync(new URL("./styles/tokens.css", import.meta.url), "utf8");
const accents = readFileSync(new URL("./styles/accents.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

/** The colour of a token as this stylesheet has it; `hue` and `chroma` stand for the accent's variables. */
function colour(name: string, theme: Theme, hue = 250, chroma = 0.09): Rgb {
  const pair = new RegExp(`--${name}: light-dark\\(\\s*([^;]+?)\\s*\\);`).exec(tokens)?.[1];
  if (pair === undefined) throw new Error(`no token --${name}`);
  const filled = pair.replaceAll("var(--accent-chroma)", String(chroma)).replaceAll("var(--accent-hue)", String(hue));
  const value = filled.match(/#[0-9a-f]+|oklch\([^)]+\)/g)?.[theme === "light" ? 0 : 1] ?? "";
  if (value.startsWith("#")) return rgbFromHex(value);
  const [lightness, c, h] = (/\(([^)]+)\)/.exec(value)?.[1] ?? "").split(" ").map(Number);
  if (lightness === undefined || c === undefined || h === undefined)
    throw new Error(`no colour in --${name}: ${value}`);
  return rgbFromOklch(lightness, c, h);
}

describe.each(themes)("in %s", (theme) => {
  it.each(["ink", "muted", "accent", "done", "under-way", "planned", "passed", "at-risk"])(
    "%s can be read at 7:1 on paper and on surface",
    (name) => {
      expect(contrast(colour(name, theme), colour("paper", theme))).toBeGreaterThanOrEqual(7);
      expect(contrast(colour(name, theme), colour("surface", theme))).toBeGreaterThanOrEqual(7);
    },
  );

  it("the line of a field stands out at 3:1", () => {
    expect(contrast(colour("line", theme), colour("paper", theme))).toBeGreaterThanOrEqual(3);
    expect(contrast(colour("line", theme), colour("surface", theme))).toBeGreaterThanOrEqual(3);
  });

  it("the words of a danger button can be read at 7:1", () => {
    expect(contrast(colour("on-accent", theme), colour("at-risk", theme))).toBeGreaterThanOrEqual(7);
  });

  it("every accent that a publisher can have keeps 7:1, as text and behind a button's words", () => {
    const hues = [...accents.matchAll(/--accent-hue: (\d+);/g)].map((match) => Number(match[1]));
    expect(hues).toHaveLength(36);
    for (const hue of hues) {
      const accent = colour("accent", theme, hue);
      expect(contrast(accent, colour("paper", theme)), `hue ${hue}`).toBeGreaterThanOrEqual(7);
      expect(contrast(accent, colour("surface", theme)), `hue ${hue}`).toBeGreaterThanOrEqual(7);
      expect(contrast(accent, colour("on-accent", theme)), `hue ${hue}`).toBeGreaterThanOrEqual(7);
    }
    expect(contrast(colour("accent", theme, 250, 0.01), colour("paper", theme))).toBeGreaterThanOrEqual(7);
  });
});

it("measures contrast as WCAG does", () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 5);
  expect(contrast(rgbFromHex("#777"), rgbFromHex("#ffffff"))).toBeCloseTo(4.48, 2);
});
