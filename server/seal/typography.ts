/**
 * Sets text in lines of a given width: fonts by code point, Arabic shaped and in its own order, Chinese broken
 * between characters, words too long for a line broken within. Measures and draws with the same pieces, so that
 * what was measured is what is drawn.
 */
import { startsRightToLeft } from "@/server/seal/bidirectional";
import { type ExactFont, makeExact } from "@/server/seal/exact-font";
import type { FontFace } from "@/server/seal/font-files";
import { type Character, charactersOf, type TextContent, type TextStyle } from "@/server/seal/text-runs";
import { type Shape, shapesOf } from "@/server/seal/text-shapes";

/** A shape with its place on its line, in points. */
export interface Piece extends Shape {
  readonly offset: number;
  readonly width: number;
  /** Without the spaces that end it. */
  readonly inkWidth: number;
}

export interface Line {
  readonly pieces: readonly Piece[];
  /** Points, without the spaces at its end. */
  readonly width: number;
  /** True when its paragraph runs from the right. */
  readonly rightToLeft: boolean;
}

interface Word {
  readonly characters: readonly Character[];
  /** Points, with and without the spaces that end it. */
  readonly width: number;
  readonly inkWidth: number;
}

const SPACE = /^[ \u2000-\u200A\u205F\u3000]$/;
const BREAKS_ANYWHERE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const CLOSES = /^[\p{Pe}\p{Pf}、。，．：；？！]/u;

export class Typesetter {
  readonly #document: PDFKit.PDFDocument;
  readonly #fonts = new Map<string, ExactFont>();
  readonly #widths = new Map<string, number>();

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document;
  }

  /** Breaks the text into lines no wider than `width` points; never gives none. */
  lines(content: TextContent, style: TextStyle, width: number): Line[] {
    const paragraph = charactersOf(content, style);
    const base = startsRightToLeft(paragraph.flat().map((character) => character.text)) ? 1 : 0;
    return paragraph.flatMap((characters) =>
      this.#fill(this.#words(characters, style), style, width).map((line) => this.#compose(line, style, base)),
    );
  }

  /** Points of the text on one line (of its longest, when it holds newlines). */
  widthOf(content: TextContent, style: TextStyle): number {
    return Math.max(...this.lines(content, style, Number.POSITIVE_INFINITY).map((line) => line.width));
  }

  /** Points of its widest word: the least width that breaks none. */
  widestWord(content: TextContent, style: TextStyle): number {
    const words = charactersOf(content, style).flatMap((line) => this.#words(line, style));
    return Math.max(0, ...words.map((word) => word.inkWidth));
  }

  /** Draws one piece with its baseline at `baseline`, both in points from the page's top left. */
  draw(piece: Piece, x: number, baseline: number, colour: string): void {
    const font = this.#select(piece.face, piece.size);
    const left = x + piece.offset;
    this.#document.fillColor(piece.run.colour ?? colour);
    this.#document.text(piece.text, left, baseline, { lineBreak: false, baseline: "alphabetic" });
    for (const mark of font.marksOf(piece.text)) {
      const scale = piece.size / mark.unitsPerEm;
      this.#document.save().translate(left + mark.x * scale, baseline - mark.y * scale);
      this.#document.scale(scale, -scale).path(mark.outline).fill().restore();
    }
  }

  #select(face: FontFace, size: number): ExactFont {
    const known = this.#fonts.get(face.name);
    if (!known) this.#document.registerFont(face.name, face.bytes);
    this.#document.font(face.name, size);
    if (known) return known;
    const font = makeExact(this.#document);
    this.#fonts.set(face.name, font);
    return font;
  }

  #measure(characters: readonly Character[], style: TextStyle): number {
    return shapesOf(characters, style, 0).reduce((sum, shape) => sum + this.#widthOf(shape), 0);
  }

  #widthOf(shape: Pick<Piece, "text" | "face" | "size">): number {
    const key = `${shape.face.name}\n${shape.text}`;
    let perPoint = this.#widths.get(key);
    if (perPoint === undefined) {
      this.#select(shape.face, 1);
      perPoint = this.#document.widthOfString(shape.text);
      this.#widths.set(key, perPoint);
    }
    return perPoint * shape.size;
  }

  #words(characters: readonly Character[], style: TextStyle): Word[] {
    const words: Word[] = [];
    let start = 0;
    characters.forEach((character, index) => {
      const next = characters[index + 1];
      if (next && !breaksBetween(character.text, next.text)) return;
      words.push(this.#word(characters.slice(start, index + 1), style));
      start = index + 1;
    });
    return words;
  }

  #word(characters: readonly Character[], style: TextStyle): Word {
    const spaceless = characters.slice(0, characters.findLastIndex((character) => !SPACE.test(character.text)) + 1);
    const inkWidth = this.#measure(spaceless, style);
    const spaces = characters.slice(spaceless.length);
    return { characters, inkWidth, width: inkWidth + this.#measure(spaces, style) };
  }

  #fill(words: readonly Word[], style: TextStyle, width: number): Character[][] {
    const lines: Character[][] = [];
    let line: Character[] = [];
    let used = 0;
    const add = (word: Word) => {
      if (line.length > 0 && used + word.inkWidth > width) {
        lines.push(line);
        line = [];
        used = 0;
      }
      line.push(...word.characters);
      used += word.width;
    };
    for (const word of words) {
      if (word.inkWidth > width) this.#split(word, style, width).forEach(add);
      else add(word);
    }
    return [...lines, line];
  }

  #split(word: Word, style: TextStyle, width: number): Word[] {
    const parts: Word[] = [];
    let part: Character[] = [];
    for (const character of word.characters) {
      if (part.length > 0 && this.#measure([...part, character], style) > width) {
        parts.push(this.#word(part, style));
        part = [];
      }
      part.push(character);
    }
    return [...parts, this.#word(part, style)];
  }

  #compose(characters: readonly Character[], style: TextStyle, base: 0 | 1): Line {
    const pieces: Piece[] = [];
    let offset = 0;
    for (const shape of shapesOf(characters, style, base)) {
      const width = this.#widthOf(shape);
      const inkWidth = this.#widthOf({ ...shape, text: shape.text.trimEnd() });
      pieces.push({ ...shape, offset, width, inkWidth });
      offset += width;
    }
    const spaces = characters.slice(characters.findLastIndex((character) => !SPACE.test(character.text)) + 1);
    return { pieces, width: offset - this.#measure(spaces, style), rightToLeft: base === 1 };
  }
}

function breaksBetween(before: string, after: string): boolean {
  if (SPACE.test(after)) return false;
  if (SPACE.test(before)) return true;
  if (CLOSES.test(after)) return false;
  if (BREAKS_ANYWHERE.test(before) || BREAKS_ANYWHERE.test(after)) return !/^[\p{Ps}\p{Pi}]/u.test(before);
  return /^[-–—]$/.test(before) && /^\p{L}/u.test(after);
}
