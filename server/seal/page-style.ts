/** The one look of every PDF made here: sizes, spaces and inks, in points and #rrggbb. */
import type { TextStyle } from "@/server/seal/text-runs";

export const PAGE = { width: 595.28, height: 841.89, left: 72, right: 72, top: 78, bottom: 80 } as const;

/** Prose is set narrower than the page: some 75 characters a line. */
export const PROSE_WIDTH = 418;

export const INK = {
  text: "#1b1f24",
  muted: "#56606b",
  hairline: "#d3d8dd",
  rule: "#8a939c",
  tint: "#f3f5f7",
} as const;

export const BODY: TextStyle = { size: 10.5, leading: 15.5, colour: INK.text };
export const TITLE: TextStyle = { size: 25, leading: 31, colour: INK.text, bold: true };
export const KICKER: TextStyle = { size: 9.5, leading: 14, colour: INK.muted, bold: true };
export const SUBTITLE: TextStyle = { size: 12.5, leading: 18, colour: INK.muted };
export const CODE: TextStyle = { size: 9.25, leading: 14, colour: INK.text };
export const SMALL: TextStyle = { size: 8.5, leading: 12, colour: INK.muted };
export const CELL: TextStyle = { size: 9.25, leading: 13, colour: INK.text };
export const CELL_HEAD: TextStyle = { size: 8.5, leading: 12, colour: INK.muted, bold: true };

export type HeadingLevel = 1 | 2 | 3 | 4;

export const HEADINGS: Record<
  HeadingLevel,
  { readonly style: TextStyle; readonly before: number; readonly after: number }
> = {
  1: { style: { size: 18, leading: 23, colour: INK.text, bold: true }, before: 30, after: 9 },
  2: { style: { size: 14, leading: 19, colour: INK.text, bold: true }, before: 24, after: 7 },
  3: { style: { size: 11.5, leading: 16, colour: INK.text, bold: true }, before: 18, after: 5 },
  4: { style: { size: 10.5, leading: 15.5, colour: INK.muted, bold: true }, before: 14, after: 3 },
};

/** Points from a line's top to its baseline, with the letters in the middle of the leading (Noto Sans metrics). */
export function baselineIn(style: Pick<TextStyle, "size" | "leading">): number {
  const ascent = 1.069;
  const descent = 0.293;
  return (style.leading - (ascent + descent) * style.size) / 2 + ascent * style.size;
}
