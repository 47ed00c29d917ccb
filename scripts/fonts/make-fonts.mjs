// Makes public/fonts from the type designers' files: the same characters, only the weights and features that our styles
// use, which is a third less for every first visit. Run it after a change of a source or of this list; fonts.test.ts
// says when that was forgotten: `node scripts/fonts/make-fonts.mjs`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Kerning, composed accents and the figures of tables; what else the faces hold is never asked for. */
const keepFeatures = ["kern", "ccmp", "mark", "mkmk", "tnum"];

export const faces = [
  { file: "geist-latin.woff2", package: "@fontsource-variable/geist", range: "latin", weights: { min: 400, max: 650 } },
  {
    file: "geist-latin-ext.woff2",
    package: "@fontsource-variable/geist",
    range: "latin-ext",
    weights: { min: 400, max: 650 },
  },
  { file: "geist-mono-latin.woff2", package: "@fontsource-variable/geist-mono", range: "latin", weights: 400 },
];

/** @returns {Promise<Buffer>} the face as it is committed */
export function makeFace({ package: name, range, weights }) {
  const family = name.split("/")[1];
  const source = readFileSync(require.resolve(`${name}/files/${family}-${range}-wght-normal.woff2`));
  const text = charactersIn(rangeOf(name, range));
  return subsetFont(source, text, { targetFormat: "woff2", variationAxes: { wght: weights }, keepFeatures });
}

/** @returns {string} as CSS writes it: `U+0000-00FF,U+0131` */
export function rangeOf(name, range) {
  return JSON.parse(readFileSync(require.resolve(`${name}/unicode.json`), "utf8"))[range];
}

/** Every character of a `unicode-range` that a text can hold. */
export function charactersIn(range) {
  let text = "";
  for (const part of range.split(",")) {
    const [first = "", last = first] = part.trim().replace(/^U\+/i, "").split("-");
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code++)
      if (code >= 0x20) text += String.fromCodePoint(code);
  }
  return text;
}

export const folder = join(root, "public", "fonts");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  mkdirSync(folder, { recursive: true });
  for (const face of faces) {
    const made = await makeFace(face);
    writeFileSync(join(folder, face.file), made);
    console.log(`${face.file}: ${made.length} bytes`);
  }
}
