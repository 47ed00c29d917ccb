import { describe, expect, test } from "vitest";
import { sampleAdvisory } from "@/server/advisories/testing/sample-advisory";
import { AdvisoryQuery, askedAddress, isNarrowed, pageOf } from "./list-query";

const listed = Array.from({ length: 201 }, (_, index) =>
  sampleAdvisory({ id: `PAGE-2026-${String(index).padStart(6, "0")}` }),
);
const idAt = (index: number) => listed[index]?.meta.id ?? "none";

describe("a list of two hundred and one", () => {
  test("is read a hundred at a time, each once, to its end", () => {
    const read: string[] = [];
    const sizes: number[] = [];
    for (let before: string | null | undefined; before !== null; ) {
      const page = pageOf(listed, before ?? null);
      expect(page).toMatchObject({ count: 201, isFirst: sizes.length === 0 });
      sizes.push(page.shown.length);
      read.push(...page.shown.map(({ meta }) => meta.id));
      before = page.next;
    }
    expect(sizes).toEqual([100, 100, 1]);
    expect(read).toEqual(listed.map(({ meta }) => meta.id));
  });

  test("has no empty last page, and begins anew after one that is not on it", () => {
    expect(pageOf(listed.slice(0, 200), idAt(99)).next).toBeNull();
    expect(pageOf(listed, "PAGE-2026-ZZZZZZ")).toMatchObject({ isFirst: true, next: idAt(99) });
    expect(pageOf([], idAt(0))).toEqual({ shown: [], count: 0, isFirst: true, next: null });
  });
});

test("a page's address keeps what was asked; which page it is narrows nothing", () => {
  const query = AdvisoryQuery.parse({ severity: "high", product: "søk & finn", year: "1999", before: idAt(99) });
  const address = askedAddress("/advisories", query);
  expect(address).toBe(`/advisories?severity=high&product=s%C3%B8k+%26+finn&before=${idAt(99)}`);
  expect(AdvisoryQuery.parse(Object.fromEntries(new URL(address, "http://x.example").searchParams))).toEqual(query);
  expect(isNarrowed(query)).toBe(true);
  expect(isNarrowed(AdvisoryQuery.parse({ before: idAt(99) }))).toBe(false);
  expect(askedAddress("/advisories", AdvisoryQuery.parse({}))).toBe("/advisories");
});
