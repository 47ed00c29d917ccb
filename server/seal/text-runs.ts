/**
 * Text as callers give it, made ready to set: normalised, free of control characters, each character with the face
 * that holds it. A character that no installed font holds is written as its code point in plain letters
 * ("[U+05D0]"): nothing turns into a question mark or an empty box, and nothing is left out.
 */
import { type FontFace, type FontStyle, faceFor } from "@/server/seal/font-files";

export interface TextRun {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly code?: boolean;
  /** An absolute http, https or mailto address; any other is set as plain text. */
  readonly link?: string;
  /** #rrggbb; the style's own colour when absent. */
  readonly colour?: string;
}

/** A newline within the text breaks the line. */
export type TextContent = string | readonly TextRun[];

export interface TextStyle {
  /** Points. */
  readonly size: number;
  /** Points from one baseline to the next. */
  readonly leading: number;
  /** #rrggbb. */
  readonly colour: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

export interface Character {
  /** One code point with the marks that combine with it. */
  readonly text: string;
  readonly face: FontFace;
  readonly run: TextRun;
}

// Soft hyphens, joiners without a glyph, variation selectors, byte order marks and explicit bidirectional controls
// show nothing of their own; left in a name they could make it read as another.
const INVISIBLE = /(?![\u200C-\u200F\u061C\u0600-\u0605\u06DD])\p{Cf}|\p{Variation_Selector}/gu;
const CONTROL = /(?!\n)\p{Cc}|[\u2028\u2029]/gu;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

const SUBSTITUTES = new Map<string, string>([
  ["\u2010", "-"],
  ["\u2011", "-"],
  ["\u2015", "—"],
  ["\u3000", " "],
]);

export function runsOf(content: TextContent): readonly TextRun[] {
  return typeof content === "string" ? [{ text: content }] : content;
}

export function plainText(content: TextContent): string {
  return runsOf(content)
    .map((run) => run.text)
    .join("");
}

/** The paragraph's characters by line as its author broke them. */
export function charactersOf(content: TextContent, style: TextStyle): Character[][] {
  const lines: Character[][] = [[]];
  for (const run of runsOf(content)) {
    const text = run.text.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, " ").replace(INVISIBLE, "");
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push(...setClusters(part, run, style));
    });
  }
  return lines;
}

function setClusters(text: string, run: TextRun, style: TextStyle): Character[] {
  const fontStyle = { bold: run.bold ?? style.bold ?? false, italic: run.italic ?? style.italic ?? false };
  const characters: Character[] = [];
  for (const cluster of text.match(CLUSTER) ?? []) {
    const before = characters.at(-1)?.face;
    // Spaces and signs stay in their neighbour's face, so that a word of another script is shaped in one piece.
    const face =
      before && /^[^\p{L}\p{N}]/u.test(cluster) && holds(before, cluster) ? before : faceOf(cluster, fontStyle);
    if (face) characters.push({ text: cluster, face, run });
    else characters.push(...spellOut(cluster, run, fontStyle));
  }
  return characters;
}

function faceOf(cluster: string, style: FontStyle): FontFace | undefined {
  const face = faceFor(cluster.codePointAt(0) ?? 0, style);
  return face && holds(face, cluster) ? face : undefined;
}

function holds(face: FontFace, cluster: string): boolean {
  for (const character of cluster) if (!face.covers(character.codePointAt(0) ?? 0)) return false;
  return true;
}

// A mark that the base's face lacks is set after it from another face; failing that, and always at last, code points.
function spellOut(cluster: string, run: TextRun, style: FontStyle): Character[] {
  return [...cluster].flatMap((character) => {
    const substitute = SUBSTITUTES.get(character) ?? character;
    const shown = faceOf(substitute, style) ? [substitute] : [...`[${codePointName(character)}]`];
    return shown.flatMap((text) => {
      const face = faceOf(text, style);
      return face ? [{ text, face, run }] : [];
    });
  });
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
