import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "./register";
import { csvName, registerCsv } from "./register-csv";

const entry = (given: Partial<RegisterEntry>): RegisterEntry => ({
  id: "one",
  name: "One",
  role: null,
  purpose: null,
  dataCategories: null,
  location: null,
  transferMechanism: null,
  certifications: null,
  since: null,
  ...given,
});

/** A reader of RFC 4180 that takes nothing on trust: quoted cells, CRLF, the same number of cells in each line. */
function read(csv: string): string[][] {
  const lines: string[][] = [[]];
  let rest = csv.replace(/^\uFEFF/, "");
  while (rest !== "") {
    const found = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest);
    if (found === null) throw new Error(`not RFC 4180: ${rest.slice(0, 40)}`);
    lines.at(-1)?.push((found[1] ?? "").replaceAll('""', '"'));
    rest = rest.slice(found[0].length);
    if (found[2] === "\r\n" && rest !== "") lines.push([]);
  }
  return lines;
}

const now = { state: "final", asOf: null } as const;
const cellOf = (name: string) => read(registerCsv([entry({ name })], now))[1]?.[1];

describe("the CSV", () => {
  test("begins with a byte order mark and names its columns", () => {
    const csv = registerCsv([], { state: "draft", asOf: null });
    expect([...new TextEncoder().encode(csv).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(read(csv)).toEqual([
      [
        ...["id", "name", "role", "purpose", "dataCategories", "location", "transferMechanism", "certifications"],
        ...["since", "status", "asOf"],
      ],
    ]);
  });

  test.each([
    'He said "no", twice',
    "two\r\nlines\nof it",
    "a,b;c\td",
    "Ærfugl Øst ÅS",
    "\u202Eشركة السحابة",
    "</td><script>alert(1)</script>",
    "'quoted'",
  ])("gives %j back as it was", (name) => expect(cellOf(name)).toBe(name));

  test.each([
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "  =1+1",
    "\u00A0=1+1",
    "\t=1",
    "\r=1",
    "\n@x",
    "＝1",
    "＠x",
  ])("keeps a spreadsheet from running %j", (name) => expect(cellOf(name)).toBe(`'${name}`));

  test("leaves empty what is not stated", () => {
    expect(read(registerCsv([entry({ location: "EU", since: "2026-01-31" })], now))[1]).toEqual([
      ...["one", "One", "", "", "", "EU", "", "", "2026-01-31", "final", ""],
    ]);
  });

  test("says of each entry that a draft is one", () => {
    const [head, ...entries] = read(registerCsv([entry({}), entry({ id: "two" })], { state: "draft", asOf: null }));
    expect(head?.at(-2)).toBe("status");
    expect(entries.map((cells) => cells.at(-2))).toEqual(["draft", "draft"]);
  });

  test("says in each entry and in its name of which day it is", () => {
    const [head, ...entries] = read(registerCsv([entry({})], { state: "final", asOf: "2028-02-29" }));
    expect(head?.at(-1)).toBe("asOf");
    expect(entries.map((cells) => cells.at(-1))).toEqual(["2028-02-29"]);
    expect(csvName("alai", "2028-02-29")).toBe("alai-sub-processors-2028-02-29.csv");
    expect(csvName("alai", null)).toBe("alai-sub-processors.csv");
  });
});
