import { describe, expect, it } from "vitest";
import { importLimits, readCsv } from "@/server/order-forms/import/csv";
import { told } from "@/server/order-forms/import/testing/told";

const read = (text: string) => readCsv(new TextEncoder().encode(text));
const cellsOf = async (text: string) => (await read(text)).rows.map((row) => row.cells);
async function kindsOf(data: Uint8Array | string) {
  const { problems } = await readCsv(typeof data === "string" ? new TextEncoder().encode(data) : data);
  return told(problems).map(({ kind, line }) => [kind, line]);
}

describe("what spreadsheets write", () => {
  it.each([
    ["commas", "a,b\r\nx,y\r\n"],
    ["semicolons", "a;b\r\nx;y\r\n"],
    ["tabs", "a\tb\nx\ty"],
    ["a byte order mark", "\uFEFFa;b\nx;y\n"],
    ["Excel's line of the separator", "sep=;\r\na;b\r\nx;y\r\n"],
    ["old line breaks", "a,b\rx,y\r"],
    ["quotes all over", '"a","b"\r\n"x","y"\r\n'],
  ])("%s", async (_what, text) => {
    expect(await cellsOf(text)).toEqual([
      ["a", "b"],
      ["x", "y"],
    ]);
  });

  it("keeps what is quoted: separators, line breaks, quotation marks; a mark within a word is text", async () => {
    expect(await cellsOf('a,b\r\n"x,\r\n""y""","z ""\n"\r\nAcme "North",=1\r\n')).toEqual([
      ["a", "b"],
      ['x,\n"y"', 'z "\n'],
      ['Acme "North"', "=1"],
    ]);
  });

  it("counts lines as an editor does, whatever stands between", async () => {
    const { rows } = await read('sep=;\r\na;b\r\n\r\n"x\r\ny";2\r\n;\r\n"æøå 漢字 🙂";3\r\n');
    expect(rows.map((row) => row.line)).toEqual([2, 4, 7]);
    expect(rows[2]?.cells[0]).toBe("æøå 漢字 🙂");
  });

  it("reads characters whole wherever a piece of the file ends", async () => {
    const line = `${"🙂".repeat(5_000)};x\n`;
    const { rows } = await read(`a;b\n${line.repeat(20)}`);
    expect(rows.slice(1).every((row) => row.cells[0] === "🙂".repeat(5_000))).toBe(true);
  });
});

describe("what is no such file", () => {
  it.each([
    ["nothing", "", [["empty", null]]],
    ["a byte order mark alone", "\uFEFF", [["empty", null]]],
    ["blank lines alone", "\n\n;;\n", [["empty", null]]],
    ["headings alone", "a;b\n", [["empty", null]]],
    ["a quotation mark that is never closed", 'a;b\nx;y\n"z;1\nw;2\n', [["quote", 3]]],
  ])("%s", async (_what, text, problems) => {
    expect(await kindsOf(text)).toEqual(problems);
  });

  it("names the line that is not UTF-8, and knows a workbook and UTF-16", async () => {
    expect(await kindsOf(Buffer.from("a;b\nx;y\nb\xe6r;z\n", "latin1"))).toEqual([["encoding", 3]]);
    expect(await kindsOf(Buffer.from("\uFEFFa;b\nå;y\n", "utf16le"))).toEqual([["encoding", 1]]);
    expect(await kindsOf(Buffer.from("PK\x03\x04", "latin1"))).toEqual([["workbook", null]]);
  });

  it("still gives what stood before a mark that is never closed", async () => {
    expect((await read('a;b\nx;y\n"z;1\n')).rows).toHaveLength(2);
  });

  it("takes as many rows as it says, and tells how many there are beyond", async () => {
    const rows = (count: number) => `a;b\n${"x;y\n".repeat(count)}`;
    expect((await read(rows(importLimits.rows))).rows).toHaveLength(importLimits.rows + 1);
    const { problems } = await read(rows(importLimits.rows + 5));
    expect(told(problems)[0]).toMatchObject({ kind: "rows", values: { found: 10_005, most: 10_000 } });
  });
});

it("lets other work in between", async () => {
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 1);
  await read(`a;b\n${`${"x".repeat(400)};y\n`.repeat(10_000)}`);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(10);
});
