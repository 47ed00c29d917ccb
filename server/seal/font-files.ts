/**
 * The font files that documents are set in, chosen by code point: Noto Sans, then its Arabic and its simplified
 * Chinese companions. A face is given only for a code point that its own character map holds, so that nothing is
 * ever drawn as an empty box.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { coverageOf, openTypeOf } from "@/server/seal/woff";

export interface FontFace {
  /** One name a file, unique among all faces. */
  readonly name: string;
  /** OpenType (sfnt) bytes. */
  readonly bytes: Buffer;
  covers(codePoint: number): boolean;
}

export interface FontStyle {
  readonly bold: boolean;
  readonly italic: boolean;
}

interface FontPackage {
  readonly folder: string;
  readonly italic: boolean;
  /** Subset names as they stand in file names, with the inclusive ranges that each is published for. */
  readonly subsets: readonly { readonly name: string; readonly ranges: readonly (readonly [number, number])[] }[];
}

const PACKAGES = [
  { name: "noto-sans", italic: true },
  { name: "noto-sans-arabic", italic: false },
  { name: "noto-sans-sc", italic: false },
] as const;

let packages: readonly FontPackage[] | undefined;
const faces = new Map<string, FontFace>();
const found = new Map<string, FontFace | null>();

/** The face to set a code point in; nothing when no installed font has a glyph for it. */
export function faceFor(codePoint: number, style: FontStyle): FontFace | undefined {
  const key = `${codePoint}/${style.bold}/${style.italic}`;
  const known = found.get(key);
  if (known !== undefined) return known ?? undefined;
  const face = search(codePoint, style);
  found.set(key, face ?? null);
  return face;
}

function search(codePoint: number, style: FontStyle): FontFace | undefined {
  packages ??= PACKAGES.map(readPackage);
  for (const source of packages) {
    for (const subset of source.subsets) {
      if (!subset.ranges.some(([first, last]) => codePoint >= first && codePoint <= last)) continue;
      const slope = style.italic && source.italic ? "italic" : "normal";
      const face = faceAt(join(source.folder, `${subset.name}-${style.bold ? 700 : 400}-${slope}.woff`));
      if (face.covers(codePoint)) return face;
    }
  }
  return undefined;
}

function faceAt(path: string): FontFace {
  const known = faces.get(path);
  if (known) return known;
  const bytes = openTypeOf(readFileSync(path));
  const coverage = coverageOf(bytes);
  const face: FontFace = { name: path, bytes, covers: (codePoint) => coverage.has(codePoint) };
  faces.set(path, face);
  return face;
}

// Resolved from the working folder, not from this file: bundled code stands elsewhere than its packages.
function readPackage({ name, italic }: (typeof PACKAGES)[number]): FontPackage {
  const rangesFile = createRequire(join(process.cwd(), "package.json")).resolve(`@fontsource/${name}/unicode.json`);
  const published = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(rangesFile, "utf8")));
  const subsets = Object.entries(published).map(([subset, ranges]) => ({
    name: `${name}-${subset.replace(/[[\]]/g, "")}`,
    ranges: ranges.split(",").map(parseRange),
  }));
  return { folder: join(dirname(rangesFile), "files"), italic, subsets };
}

function parseRange(range: string): readonly [number, number] {
  const [first = "", last = first] = range.trim().replace(/^U\+/i, "").split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
