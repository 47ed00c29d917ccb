import { parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { en } from "./en/catalogue";
import { nb } from "./nb/catalogue";
import { wordsIn } from "./words";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${prefix}${key}`, value]] : leaves(value, `${prefix}${key}.`),
  );
}

/** Names of the values and tags that a message wants. */
function wants(message: string): string[] {
  const found = new Set<string>();
  collect(parse(message), found);
  return [...found].sort();
}

function collect(node: unknown, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  const literal = 0;
  if ("type" in node && "value" in node && typeof node.value === "string" && node.type !== literal)
    found.add(node.value);
  for (const inner of Object.values(node)) collect(inner, found);
}

const english = new Map(leaves(en));
const norwegian = new Map(leaves(nb));

describe("the catalogue", () => {
  test("has the same words in each language", () => {
    expect([...norwegian.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test.each([...english])("%s wants the same values in Norwegian, and is not empty", (key, message) => {
    const other = norwegian.get(key) ?? "";
    expect(other.trim()).not.toBe("");
    expect(wants(other)).toEqual(wants(message));
  });

  test("a word that is not there is a fault, not its own key", () => {
    const unknown = "site.no.such" as Parameters<ReturnType<typeof wordsIn>>[0];
    expect(() => wordsIn("nb")(unknown)).toThrow();
  });
});
