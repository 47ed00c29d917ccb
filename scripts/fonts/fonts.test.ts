import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { charactersIn, faces, folder, makeFace } from "./make-fonts.mjs";

const styles = readFileSync("components/ui/styles/fonts.css", "utf8");

describe.each(faces)("$file", (face) => {
  test("is what make-fonts.mjs makes of its source", async () => {
    expect(readFileSync(join(folder, face.file)).equals(await makeFace(face))).toBe(true);
  });
});

/** The characters that a reader's browser takes from a face, as the style sheet says it. */
function taken(file: string): ReadonlySet<string> {
  const rule = styles.split("@font-face").find((each) => each.includes(file)) ?? "";
  return new Set(charactersIn(/unicode-range:([^;]+);/.exec(rule)?.[1] ?? ""));
}

function everyText(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(mdx?|ya?ml|json)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

test("the face that is fetched beforehand has every letter of both packs and both languages", () => {
  const has = taken("geist-latin.woff2");
  const texts = ["content/alphagen", "content/alai", "server/words"].flatMap(everyText);
  const letters = new Set(texts.join("").match(/[\p{Script=Latin}\p{Nd}]/gu));
  expect([...letters].filter((letter) => !has.has(letter))).toEqual([]);
  for (const letter of "ÆØÅæøåéêòô") expect(has.has(letter)).toBe(true);
});

test("no style asks for a weight that the text face does not have", () => {
  const files = ["components/ui/styles", "components/shell"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".css") && name !== "fonts.css")
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  const weights = [...files.join("").matchAll(/font-weight:\s*(\w+)/g)].map(([, weight]) => Number(weight));
  expect(weights.length).toBeGreaterThan(10);
  expect(weights.filter((weight) => !(weight >= 400 && weight <= 650))).toEqual([]);
});
