import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "./register";
import { isFiltered, locationsOf, RegisterQuery, registerAddress, viewRegister, wholeRegister } from "./register-view";

const entry = (name: string, given: Partial<RegisterEntry> = {}): RegisterEntry => ({
  id: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
  name,
  role: null,
  purpose: null,
  dataCategories: null,
  location: null,
  transferMechanism: null,
  certifications: null,
  since: null,
  ...given,
});
const asked = (given: Record<string, unknown> = {}) => RegisterQuery.parse(given);
const names = (entries: readonly RegisterEntry[], given: Record<string, unknown>, locale: "en" | "nb" = "en") =>
  viewRegister(entries, asked(given), locale).map(({ name }) => name);

describe("filtering", () => {
  const entries = [
    entry("Zürich Cloud", { location: "Zürich", purpose: "Hosting", transferMechanism: "SCCs" }),
    entry("Østfold Post", { location: "Norge", purpose: "E-post" }),
    entry("شركة السحابة", { location: "دبي" }),
    entry('<b>"Bold"</b> & Sons', { role: "Hosting" }),
  ];

  test.each([
    ["zurich", ["Zürich Cloud"]],
    ["ZÜRICH hosting", ["Zürich Cloud"]],
    ["hosting", ["Zürich Cloud", '<b>"Bold"</b> & Sons']],
    ["السحابه", []],
    ["السحابة", ["شركة السحابة"]],
    ["ｃｌｏｕｄ", ["Zürich Cloud"]],
    ['<b>"bold', ['<b>"Bold"</b> & Sons']],
    ["  ", entries.map(({ name }) => name)],
    [".*", []],
    ["sccs norge", []],
  ])("by the words %s", (q, found) => expect(names(entries, { q })).toEqual(found));

  test("by a location, letter for letter", () => {
    expect(names(entries, { location: "Norge" })).toEqual(["Østfold Post"]);
    expect(names(entries, { location: "norge" })).toEqual([]);
    expect(locationsOf([...entries, entry("Twice", { location: "Norge" })], "en")).toEqual(["Norge", "Zürich", "دبي"]);
  });

  test("by what is stated and by what is not", () => {
    expect(names(entries, { stated: "transferMechanism" })).toEqual(["Zürich Cloud"]);
    expect(names(entries, { stated: "no-location" })).toEqual(['<b>"Bold"</b> & Sons']);
    expect(names(entries, { stated: "no-purpose", q: "hosting" })).toEqual(['<b>"Bold"</b> & Sons']);
  });
});

describe("sorting", () => {
  const norwegian = ["Ålesund", "Aas", "Ørsta", "Zeta", "Ærfugl", "Alta", "Oslo"].map((name) => entry(name));

  test("follows the language of the page", () => {
    expect(names(norwegian, { sort: "name" }, "nb")).toEqual([
      ...["Alta", "Oslo", "Zeta", "Ærfugl", "Ørsta", "Ålesund", "Aas"],
    ]);
    expect(names(norwegian, { sort: "name" }, "en")[0]).toBe("Aas");
    expect(names(norwegian, { sort: "name" }, "en").at(-1)).toBe("Zeta");
  });

  test("takes numbers as numbers", () => {
    const rooms = ["Room 10", "Room 9"].map((name) => entry(name));
    expect(names(rooms, { sort: "name" })).toEqual(["Room 9", "Room 10"]);
  });

  test.each(["role", "location", "since"] as const)(
    "by %s puts what is not stated last in either direction",
    (field) => {
      const entries = [
        entry("silent"),
        entry("b", { [field]: "2026-02-01" }),
        entry("silent too"),
        entry("a", { [field]: "2025-12-31" }),
      ];
      expect(names(entries, { sort: field })).toEqual(["a", "b", "silent", "silent too"]);
      expect(names(entries, { sort: field, order: "descending" })).toEqual(["b", "a", "silent", "silent too"]);
    },
  );

  test("keeps the publisher's order where none is asked, and leaves the register as it is", () => {
    expect(names(norwegian, {})).toEqual(norwegian.map(({ name }) => name));
    names(norwegian, { sort: "name" });
    expect(norwegian[0]?.name).toBe("Ålesund");
  });

  test("a thousand entries in a blink", () => {
    const many = Array.from({ length: 1000 }, (_, index) => entry(`Name ${(index * 7919) % 1000}`));
    const started = performance.now();
    expect(names(many, { sort: "name", q: "name" })).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("what is asked", () => {
  test("is left out where it is not understood", () => {
    const nonsense = { q: ["a", "b"], location: ["x"], stated: "no-name", sort: "password", order: "sideways" };
    expect(asked(nonsense)).toEqual(asked());
    expect(asked({ stated: "constructor", sort: "", order: "" })).toEqual(asked());
    expect(isFiltered(asked(nonsense))).toBe(false);
  });

  test("stands in the address and is read from it again", () => {
    const query = asked({ q: "a & b=c", location: "EU (Frankfurt)", stated: "no-since", sort: "role" });
    const address = registerAddress(query, { order: "descending" });
    expect(address).toBe(
      "/subprocessors?q=a+%26+b%3Dc&location=EU+%28Frankfurt%29&stated=no-since&sort=role&order=descending",
    );
    const read = Object.fromEntries(new URLSearchParams(address.split("?")[1]));
    expect(asked(read)).toEqual({ ...query, order: "descending" });
    expect(registerAddress(asked())).toBe("/subprocessors");
  });

  test("keeps the day through every change, and lets go of it where told", () => {
    const query = asked({ q: "iso", "as-of": "2028-02-29" });
    expect(query).toMatchObject({ asOf: "2028-02-29", misread: false });
    expect(registerAddress(query, { sort: "role" })).toBe("/subprocessors?q=iso&sort=role&as-of=2028-02-29");
    expect(registerAddress(query, { asOf: null })).toBe("/subprocessors?q=iso");
    expect(wholeRegister(query)).toBe("/subprocessors?as-of=2028-02-29");
    expect(isFiltered(asked({ "as-of": "2028-02-29" }))).toBe(false);
  });

  test("remembers a day that it did not understand, and names it in no address", () => {
    const query = asked({ q: "iso", "as-of": "2027-02-29" });
    expect(query).toMatchObject({ q: "iso", asOf: null, misread: true });
    expect(registerAddress(query)).toBe("/subprocessors?q=iso");
  });
});
