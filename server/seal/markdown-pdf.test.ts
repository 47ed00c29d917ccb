import { describe, expect, it } from "vitest";
import { type MarkdownOptions, writeMarkdown } from "@/server/seal/markdown-pdf";
import { createPdf } from "@/server/seal/pdf-document";
import { structureOf, textOf } from "@/server/seal/testing/pdf-tools";

async function pdfOf(markdown: string, options?: MarkdownOptions): Promise<Uint8Array> {
  const createdAt = new Date("2026-11-22T09:00:00Z");
  const pdf = createPdf({ title: "Policy", author: "AlphaGen", language: "en-GB", createdAt });
  writeMarkdown(pdf, markdown, options);
  return pdf.finish();
}

const plain = async (markdown: string, options?: MarkdownOptions) =>
  textOf(await pdfOf(markdown, options))
    .replace(/\s+/g, " ")
    .replace(/ 1 of 1 $/, "")
    .trim();

describe("Markdown on paper", () => {
  it("keeps its structure for screen readers", async () => {
    const structure = structureOf(
      await pdfOf("# One\n\n## Two\n\n- a\n  1. b\n\n> quoted\n\n| H | I |\n|---|--:|\n| c | d |\n\n```\ncode\n```\n"),
    );
    for (const tag of ["H1", "H2", "L", "LI", "LBody", "BlockQuote", "Table", "TH", "TD", "Code"]) {
      expect(structure).toMatch(new RegExp(`^\\s*${tag}([ :]|$)`, "m"));
    }
  });

  it("lowers its headings below a title, no deeper than the fourth", async () => {
    const structure = structureOf(await pdfOf("# One\n\n##### Five", { headingShift: 1 }));
    expect(structure).toContain("H2");
    expect(structure).toContain("H4");
    expect(structure).not.toContain("H1");
  });

  it("loses none of its words", async () => {
    expect(await plain("A **b** _c_ `d` ~~e~~ f[^1].\nNext  \nline <b>g</b> ![h](x.png)\n\n[^1]: Note.")).toBe(
      "A b c d [deleted: e] f[1]. Next line <b>g</b> h [1] Note.",
    );
    expect(await plain("3. x\n4. y\n\n- [x] done\n- [ ] open\n\n<!-- hidden -->")).toBe(
      "3. x 4. y • [x] done • [ ] open",
    );
    expect(await plain("<div>\nHTML\n</div>")).toBe("<div> HTML </div>");
  });

  it("says where links lead, unless their text does", async () => {
    const markdown =
      "[a](https://e.example/x/) <https://e.example/y> [b](mailto:q@e.example) [c][r]\n\n[r]: https://r.example";
    expect(await plain(markdown)).toBe("a (e.example/x) https://e.example/y b (q@e.example) c (r.example)");
  });

  it("reads relative links against an address, and shows them plainly without one", async () => {
    expect(await plain("[a](/toms#x)", { baseUrl: "https://trust.example/trust" })).toBe("a (trust.example/toms#x)");
    expect(await plain("[a](/toms)")).toBe("a");
    expect(await plain("[a](javascript:alert(1))", { baseUrl: "https://trust.example" })).toBe("a");
  });

  it("takes nothing, and nesting of any depth", async () => {
    expect(await plain("")).toBe("1 of 1");
    const depth = 12;
    const nested = Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}- level${level}`).join("\n");
    expect((await plain(nested)).match(/level\d+/g)).toHaveLength(depth);
  });
});
