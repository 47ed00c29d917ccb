import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { accentFrom } from "./accent";
import { oklchFromRgb, rgbFromHex, rgbFromOklch } from "./colour";

const stylesheet = readFileSync(new URL("./styles/accents.css", import.meta.url), "utf8");

it.each([
  ["#ff0000", "30"],
  ["#0b6e4f", "160"],
  ["#1f5fa8", "250"],
  ["#F0F", "330"],
  ["#808080", "none"],
  ["#ffffff", "none"],
  ["#000", "none"],
])("%s has the accent %s, which the stylesheet knows", (colour, accent) => {
  expect(accentFrom(colour)).toBe(accent);
  expect(stylesheet).toContain(`[data-accent="${accent}"]`);
});

it("never gives 360 for a red just below the full circle", () => {
  expect(accentFrom("#e0115f")).not.toBe("360");
  const steps = Array.from({ length: 256 }, (_, blue) => accentFrom(`#e000${blue.toString(16).padStart(2, "0")}`));
  for (const step of steps) expect(stylesheet).toContain(`[data-accent="${step}"]`);
  expect(steps).toContain("0");
});

it.each(["red", "#12", "#12345", "#gggggg", "", 'url("//x")', "#fff;}"])("refuses %s", (colour) => {
  expect(() => accentFrom(colour)).toThrow(RangeError);
});

it("turns a colour into OKLCH and back", () => {
  const rgb = rgbFromHex("#3a7bd5");
  const { lightness, chroma, hue } = oklchFromRgb(rgb);
  const back = rgbFromOklch(lightness, chroma, hue);
  for (const [index, channel] of rgb.entries()) expect(back[index]).toBeCloseTo(channel, 4);
});
