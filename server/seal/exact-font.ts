/**
 * Text that can be copied and searched as it was written. Fonts build letters from shared parts (one tooth for the
 * Arabic letters beh, noon and yeh, their dots apart), and the PDF writer gives each part the meaning of the letter
 * it first stood for. Here every letter gets a code of its own, and parts that mean nothing by themselves are drawn
 * as outlines beside the text.
 */

/** Lines that one block of a map may hold (Adobe Technical Note 5014). */
const BLOCK = 100;

interface Glyph {
  readonly id: number;
  readonly codePoints: readonly number[];
  readonly advanceWidth: number;
  readonly path: { toSVG(): string };
}

/** Thousandths of the text size. */
interface Position {
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  readonly advanceWidth: number;
}

interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Position[];
  /** Font units. */
  readonly advanceWidth: number;
}

interface OpenTypeFont {
  readonly unitsPerEm: number;
  readonly _glyphs: Record<number, Glyph>;
  getGlyph(id: number, codePoints?: readonly number[]): Glyph;
}

/** What is used of pdfkit's own class, which its types keep to themselves. */
interface EmbeddedFont {
  readonly font: OpenTypeFont;
  readonly subset: { readonly glyphs: number[] };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  readonly scale: number;
  layoutRun(text: string): GlyphRun;
  layout(text: string): GlyphRun;
  encode(text: string): [codes: string[], positions: Position[]];
  toUnicodeCmap(): unknown;
}

/** An outline to fill, in font units, with its place from the start of the text. */
export interface Mark {
  readonly outline: string;
  readonly x: number;
  readonly y: number;
  readonly unitsPerEm: number;
}

export interface ExactFont {
  marksOf(text: string): readonly Mark[];
}

/** Changes the font that the document has just selected; call once for each. */
export function makeExact(document: PDFKit.PDFDocument): ExactFont {
  const font: unknown = Reflect.get(document, "_font");
  if (!isEmbeddedFont(font)) throw new Error("The PDF writer holds its fonts in another way than pdfkit 0.20 does.");
  forgetMeanings(font.font);
  const runs = new Map<string, GlyphRun>();
  font.layout = (text) => {
    const known = runs.get(text);
    if (known) return known;
    const run = font.layoutRun(text);
    runs.set(text, run);
    return run;
  };
  const codes = new Map<string, number>();
  font.encode = (text) => {
    const letters = partsOf(font.layout(text)).filter((part) => !part.isMark);
    const encoded = letters.map(({ glyph }) => codeOf(glyph, font, codes).toString(16).padStart(4, "0"));
    return [encoded, letters.map(({ position }) => position)];
  };
  font.toUnicodeCmap = () => {
    const stream = document.ref({});
    stream.end(unicodeMap(font.unicode));
    return stream;
  };
  return { marksOf: (text) => marksIn(font, font.layout(text)) };
}

/** The reader would hand out each glyph with the letters it was first asked for. */
function forgetMeanings(font: OpenTypeFont): void {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints) => {
    delete font._glyphs[id];
    return getGlyph(id, codePoints);
  };
}

function partsOf({ glyphs, positions }: GlyphRun) {
  return glyphs.flatMap((glyph, index) => {
    const position = positions[index];
    return position ? [{ glyph, position, isMark: glyph.codePoints.length === 0 && position.xAdvance === 0 }] : [];
  });
}

function codeOf(glyph: Glyph, font: EmbeddedFont, codes: Map<string, number>): number {
  const key = `${glyph.id}/${glyph.codePoints.join(",")}`;
  const known = codes.get(key);
  if (known !== undefined) return known;
  const code = font.subset.glyphs.push(glyph.id) - 1;
  font.widths[code] = glyph.advanceWidth * font.scale;
  font.unicode[code] = glyph.codePoints;
  codes.set(key, code);
  return code;
}

/**
 * Which letters each code stands for (ISO 32000-2 §9.10.3). The PDF writer's own map parts the letters of a ligature by
 * a space, at which some readers lose count and misread every code behind it.
 */
function unicodeMap(meanings: EmbeddedFont["unicode"]): string {
  const lines = meanings.flatMap((codePoints, code) =>
    codePoints.length === 0
      ? []
      : [`<${hexOf(String.fromCharCode(code))}> <${hexOf(String.fromCodePoint(...codePoints))}>`],
  );
  const blocks: string[] = [];
  for (let start = 0; start < lines.length; start += BLOCK) {
    const block = lines.slice(start, start + BLOCK);
    blocks.push(`${block.length} beginbfchar`, ...block, "endbfchar");
  }
  return [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <ffff>",
    "endcodespacerange",
    ...blocks,
    "endcmap",
    "CMapName currentdict /CMap defineresource pop",
    "end",
    "end",
  ].join("\n");
}

const hexOf = (text: string): string => Buffer.from(text, "utf16le").swap16().toString("hex");

function marksIn(font: EmbeddedFont, run: GlyphRun): Mark[] {
  const marks: Mark[] = [];
  let x = 0;
  for (const { glyph, position, isMark } of partsOf(run)) {
    if (isMark) {
      marks.push({
        outline: glyph.path.toSVG(),
        x: (x + position.xOffset) / font.scale,
        y: position.yOffset / font.scale,
        unitsPerEm: font.font.unitsPerEm,
      });
    }
    x += position.xAdvance;
  }
  return marks;
}

function isEmbeddedFont(font: unknown): font is EmbeddedFont {
  if (typeof font !== "object" || font === null) return false;
  const has = (name: string) => Reflect.get(font, name);
  return (
    typeof has("layoutRun") === "function" &&
    typeof has("encode") === "function" &&
    typeof has("toUnicodeCmap") === "function" &&
    typeof has("font")?.getGlyph === "function" &&
    typeof has("font")?._glyphs === "object" &&
    Array.isArray(has("widths")) &&
    Array.isArray(has("unicode")) &&
    Array.isArray(has("subset")?.glyphs) &&
    typeof has("scale") === "number"
  );
}
