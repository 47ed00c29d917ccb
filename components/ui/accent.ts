import { oklchFromRgb, rgbFromHex } from "./colour";

/** Below this a colour is grey to the eye, and its hue is an accident of rounding. */
const greyChroma = 0.03;

/**
 * The value of `<html data-accent>` for a publisher's colour (`#0b6e4f`): its hue in steps of ten degrees, or `none` for a
 * grey. Only the hue is taken, because lightness decides whether words can be read.
 * @throws RangeError for what is no hexadecimal colour.
 */
export function accentFrom(colour: string): string {
  const { chroma, hue } = oklchFromRgb(rgbFromHex(colour));
  return chroma < greyChroma ? "none" : String((Math.round(hue / 10) * 10) % 360);
}
