import { describe, expect, it } from "vitest";
import { faceFor } from "@/server/seal/font-files";
import { BODY } from "@/server/seal/page-style";
import { TaggedDocument } from "@/server/seal/tagged-document";
import { charactersOf, type TextContent } from "@/server/seal/text-runs";
import { type Line, Typesetter } from "@/server/seal/typography";
import { openTypeOf } from "@/server/seal/woff";

const upright = { bold: false, italic: false };
const createdAt = new Date("2026-11-22T09:00:00Z");
const typesetter = new Typesetter(
  new TaggedDocument({ title: "Test", author: "Test", language: "en", createdAt }).addPage(),
);

const shown = (content: TextContent) =>
  charactersOf(content, BODY).map((line) => line.map((character) => character.text).join(""));
const textOfLine = (line: Line) => line.pieces.map((piece) => piece.text).join("");
const broken = (text: string, width: number) => typesetter.lines(text, BODY, width).map(textOfLine);

describe("the fonts", () => {
  it.each([
    ["Polish", "ĄĆĘŁŃÓŚŹŻąćęłńóśźż"],
    ["Norwegian", "ÆØÅæøå"],
    ["Vietnamese", "Nguyễn Thị Hồng Đạt"],
    ["Greek", "Ελένη Παπαδοπούλου ἀρχή"],
    ["Cyrillic", "Юлія Шевченко Ђорђе"],
    ["Arabic and Persian", "محمد علي پژمان گل ۱۲۳ ١٢٣"],
    ["Devanagari", "आदित्य"],
    ["simplified Chinese", "王小明上海示例有限公司，首席信息安全官。"],
    ["kana", "ひらがなカタカナ"],
    ["signs", "€£¥§©®™№†‡•…–—‘’“”‹›«»¼½¾×÷±°µ"],
  ])("hold %s", (_, text) => {
    expect(shown(text)).toEqual([text.normalize("NFC")]);
  });

  it("set bold and italic in files of their own, and Arabic upright for want of an italic", () => {
    const names = [upright, { bold: true, italic: false }, { bold: false, italic: true }].map(
      (style) => faceFor(0x41, style)?.name,
    );
    expect(new Set(names).size).toBe(3);
    expect(faceFor(0x627, { bold: false, italic: true })).toBe(faceFor(0x627, upright));
  });

  it("are refused when the file is cut short or something else", () => {
    expect(() => openTypeOf(Buffer.from("wOF2 and more bytes"))).toThrow("Not a WOFF");
    const header = Buffer.alloc(64);
    header.write("wOFF\0\u0001\0\0", "latin1");
    header.writeUInt16BE(3, 12);
    expect(() => openTypeOf(header)).toThrow();
  });
});

describe("text to set", () => {
  it("spells out what no font holds, and drops nothing around it", () => {
    expect(shown("a שׁ b 한 c 🦊")).toEqual(["a [U+05E9][U+05C1] b [U+D55C] c [U+1F98A]"]);
  });

  it("joins letters and their marks, and keeps a mark that has no joined form", () => {
    expect(shown("Z\u0307o\u0301\u0142w")).toEqual(["Żółw"]);
    expect(shown("x\u0301")).toEqual(["x\u0301"]);
  });

  it("drops controls that could make a name read as another", () => {
    expect(shown("abc\u202Edef\u2066g\u00AD\u200B\u0000\tend")).toEqual(["abcdefg  end"]);
  });

  it("breaks where its author did, on any system", () => {
    expect(shown("one\r\ntwo\rthree\n\nfive")).toEqual(["one", "two", "three", "", "five"]);
  });
});

describe("lines", () => {
  it("are no wider than asked and lose no character", () => {
    const text =
      "Sub-processors are told of at least thirty days ahead, 王小明上海示例有限公司 and محمد علي عبد الله included. ";
    for (const width of [40, 90, 200, 400]) {
      const lines = typesetter.lines(text.repeat(3), BODY, width);
      for (const line of lines) expect(line.width).toBeLessThanOrEqual(width);
      const letters = (some: string) => [...some.replace(/\s/g, "")].sort().join("");
      expect(letters(lines.map(textOfLine).join(""))).toBe(letters(text.repeat(3)));
    }
  });

  it("break a hash within, and keep dates and hyphens before figures whole", () => {
    expect(broken("9f86d081884c7d659a2feaa0c55ad015", 60).length).toBeGreaterThan(2);
    expect(broken("on 2026-12-15", 60)).toEqual(["on ", "2026-12-15"]);
  });

  it("do not begin with the signs that close a Chinese phrase", () => {
    const lines = broken("本协议由双方签署，自签署之日起生效。任何一方不得披露，除非另有规定。", 53);
    expect(lines.filter((line) => /^[，。]/.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(5);
  });

  it("keep one line for no text, and hold a word of ten thousand letters", () => {
    expect(typesetter.lines("", BODY, 100).length).toBe(1);
    expect(broken("m".repeat(10_000), 400).join("")).toHaveLength(10_000);
  });

  it("know the direction of their paragraph", () => {
    expect(typesetter.lines("محمد علي, CEO", BODY, 400)[0]?.rightToLeft).toBe(true);
    expect(typesetter.lines("Signed by محمد علي", BODY, 400)[0]?.rightToLeft).toBe(false);
  });
});
