/**
 * What the finished screens say stands in the catalogue: no sentence of ours is written into a view. Each file is reduced
 * to plain JavaScript, in which every text that a reader could meet is a string.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Folders and files whose words are all in the catalogue. */
const finished = [
  "app/(customer)",
  "app/(public)/request-access",
  "app/(public)/sign-in",
  "app/error.tsx",
  "app/not-found.tsx",
  "app/(staff)/desk",
  "components/accounts",
  "components/agreements",
  "components/desk",
  "components/order-forms",
  "components/shell",
  "components/site/form-page.tsx",
  "components/site/public-page.tsx",
  "components/site/token-form.tsx",
  "components/ui",
  "components/vault",
  "components/webhooks",
];

/** Sentences that no reader meets. */
const notSaid = new Set([
  // What the log holds in English, compared and not shown.
  "link mailed to the address",
  // A header of HTTP.
  "Accept",
]);

function sources(path: string): string[] {
  if (/\.tsx?$/.test(path)) return /\.test\.tsx?$/.test(path) ? [] : [path];
  if (/\.\w+$/.test(path)) return [];
  return readdirSync(join(root, path)).flatMap((name) => sources(`${path}/${name}`));
}

/** Words as people read them: two of them with a space between, or one that begins with a capital letter. */
const speaks = (text: string) => /\p{L}{2,}[,.:;]? \p{L}|^\s*\p{Lu}\p{Ll}{2,}/u.test(text);

function spokenStrings(source: string): string[] {
  const { code } = transformSync(source, { loader: "tsx", jsx: "automatic", charset: "utf8" });
  const bare = code
    .replace(/^(import|export) .* from ".*";$/gm, "")
    .replace(/^(import )?".*";$/gm, "")
    .replace(/className: (classNames\([^)]*\)|"[^"]*"|\w+ \? "[^"]*" : void 0)/g, "")
    .replace(/(Error\(|\bname = )("[^"]*"|`[^`]*`)/g, "");
  return [...bare.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map((match) => match[1] ?? (match[2] ?? "").replace(/\$\{[^}]*\}/g, "…"))
    .filter((text) => speaks(text) && !notSaid.has(text));
}

describe.each(finished.flatMap(sources))("%s", (path) => {
  it("says nothing of its own", () => {
    expect(spokenStrings(readFileSync(join(root, path), "utf8"))).toEqual([]);
  });
});

it("the check finds a sentence in a child, an attribute, a template and a list", () => {
  const view = [
    "export const View = ({ n }) =>",
    "<p className='a b' title={`Found $" + "{n} things`} lang='en'>Nothing here{n}{['A word more']}</p>;",
  ].join(" ");
  expect(spokenStrings(view)).toEqual(["Found … things", "Nothing here", "A word more"]);
});
