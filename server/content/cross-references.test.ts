import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { crossReferences } from "./cross-references";
import { loadPack } from "./load-pack";
import type { Pack } from "./pack";

const contentDir = join(import.meta.dirname, "../../content");

function referencesOf(pack: Pack, name: string) {
  const page = pack.pages[name];
  if (!page) throw new Error(`no page ${name}`);
  return crossReferences(pack, page);
}

describe.each([
  ["alphagen", "trust", "toms"],
  ["alai", "toms", "trust"],
])("%s", async (name, own, derived) => {
  const pack = await loadPack(contentDir, name);

  test("each section that states a measure points to where the other page lists it", () => {
    const references = referencesOf(pack, own);
    for (const { section, group } of pack.measures.list) {
      const [address, id = ""] = section.split("#");
      expect(address).toBe(`/${own}`);
      const other = pack.pages[derived];
      const placed = other?.components.find(({ attributes }) => attributes.group === group);
      const heading = other?.anchors.findLast(({ line }) => placed !== undefined && line <= placed.line);
      expect(references.get(id)?.map(({ page, section: { id: target } }) => `${page.address}#${target}`)).toContain(
        `/${derived}#${heading?.id}`,
      );
    }
  });

  test("every reference leads to a section that is there, once", () => {
    for (const references of referencesOf(pack, own).values()) {
      const targets = references.map(({ page, section }) => `${page.address}#${section.id}`);
      expect(new Set(targets).size).toBe(targets.length);
      for (const { page, section } of references)
        expect(pack.pages[page.address.slice(1)]?.anchors.map(({ id }) => id)).toContain(section.id);
    }
  });

  test("a page that states no measure of its own has none", () => {
    expect(referencesOf(pack, derived).size).toBe(0);
  });
});
