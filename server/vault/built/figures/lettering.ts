/** Words in drawings: broken to a width before the drawing's height must be known, then set line by line. */
import PDFDocument from "pdfkit";
import { INK } from "@/server/seal/page-style";
import type { FigureCanvas, FigureText } from "@/server/seal/pdf-document";
import { Typesetter } from "@/server/seal/typography";

export interface Lettering {
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
  /** #rrggbb */
  readonly colour?: string;
}

export const NAME: Lettering = { size: 9.5, bold: true };
export const WORDS: Lettering = { size: 8.5 };
export const LABEL: Lettering = { size: 8, colour: INK.muted };

/** Points from one line to the next. */
export const leadingOf = ({ size }: Lettering): number => size * 1.38;

// Only measures: nothing is ever written to its document.
let ruler: Typesetter | undefined;

function widthOf(text: string, { size, bold = false }: Lettering): number {
  ruler ??= new Typesetter(new PDFDocument({ autoFirstPage: false, font: "" }));
  return ruler.widthOf(text, { size, leading: size, colour: INK.text, bold });
}

/** Lines no wider than `width` points; a word too long for one is broken between characters. */
export function wrapped(text: string, width: number, lettering: Lettering): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((whole) => pieces(whole, width, lettering))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, lettering) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function pieces(word: string, width: number, lettering: Lettering): string[] {
  if (word === "" || widthOf(word, lettering) <= width) return word === "" ? [] : [word];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of graphemes.segment(word)) {
    if (part !== "" && widthOf(part + segment, lettering) > width) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part];
}

/** Sets the lines below each other; gives the y below the last. */
export function writeLines(
  canvas: FigureCanvas,
  lines: readonly string[],
  at: { readonly x: number; readonly y: number; readonly align?: FigureText["align"] },
  lettering: Lettering,
): number {
  const leading = leadingOf(lettering);
  lines.forEach((line, index) => {
    const baseline = at.y + index * leading + lettering.size * 1.05;
    canvas.write(line, at.x, baseline, { ...lettering, ...(at.align ? { align: at.align } : {}) });
  });
  return at.y + lines.length * leading;
}
