import { describe, expect, it } from "vitest";
import { createPdf, type PdfDocument, type PdfOptions } from "@/server/seal/pdf-document";
import { pageCount, runTool, structureOf, textOf } from "@/server/seal/testing/pdf-tools";

const options: PdfOptions = {
  title: "A <record> & its title – 王小明",
  author: "AlphaGen Holdings Limited",
  language: "en-GB",
  createdAt: new Date("2026-11-22T09:00:00Z"),
};

function make(write: (pdf: PdfDocument) => void, more: Partial<PdfOptions> = {}): Promise<Uint8Array> {
  const pdf = createPdf({ ...options, ...more });
  write(pdf);
  return pdf.finish();
}

const mutoolText = (pdf: Uint8Array) => runTool("mutool", ["draw", "-F", "text", "$a.pdf"], { "a.pdf": pdf }).output;

const NAMES = {
  Norwegian: "Åse Bjørnæs Sørgård",
  Polish: "Michał Żółkiewski-Ąęć",
  Vietnamese: "Nguyễn Thị Hồng",
  Greek: "Ελένη Παπαδοπούλου",
  Ukrainian: "Юлія Шевченко",
  Chinese: "王小明 上海示例有限公司",
};

describe("a PDF", () => {
  it.each(Object.entries(NAMES))("gives a %s name back to two readers, plain and bold", async (_, name) => {
    const pdf = await make((document) => {
      document.title(name);
      document.paragraph([{ text: `By ${name}, ` }, { text: name, bold: true }, { text: name, italic: true }]);
    });
    for (const text of [textOf(pdf), mutoolText(pdf)]) {
      expect(text.replace(/\s+/g, " ").split(name)).toHaveLength(5);
      expect(text).not.toContain("\uFFFD");
    }
  });

  it("gives Arabic letters back though they share their shapes", async () => {
    const names = ["محمد علي", "عبد العربي بن نبيل", "نهاية شيء ثابت"];
    const pdf = await make((document) => {
      for (const name of names) document.paragraph(`Signed by ${name} on 4 May.`);
      document.keyValues(names.map((name) => ["Name", [{ text: name, bold: true }]]));
    });
    const text = textOf(pdf);
    for (const name of names) expect(text.split(name)).toHaveLength(3);
    // This reader does not turn right-to-left text round.
    const backwards = [...(names[0] ?? "")].reverse().join("");
    expect(mutoolText(pdf)).toContain(`Signed by ${backwards} on 4 May.`);
    expect(mutoolText(pdf)).not.toContain("\uFFFD");
  });

  it("embeds every font", async () => {
    const pdf = await make((document) => document.paragraph(Object.values(NAMES).join(" ")));
    const fonts = runTool("pdffonts", ["$a.pdf"], { "a.pdf": pdf }).output.trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(4);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d/);
  });

  it("is the same, byte for byte, for the same calls, and another for another date", async () => {
    const write = (document: PdfDocument) => {
      document.title("Record");
      document.keyValues(Object.entries(NAMES));
      document.paragraph([{ text: "A link", link: "https://example.com/" }]);
    };
    const [one, same, later] = await Promise.all([
      make(write),
      make(write),
      make(write, { createdAt: new Date("2026-11-22T09:00:01Z") }),
    ]);
    expect(Buffer.compare(one, same)).toBe(0);
    expect(Buffer.compare(one, later)).not.toBe(0);
  });

  it("is sound, titled and tagged", async () => {
    const pdf = await make((document) => {
      document.heading(1, "One");
      document.heading(3, "Two");
      document.list(["first", () => document.paragraph("second")], { ordered: true, start: 4 });
      document.callout("Mind this.", { title: "Note" });
      document.rule();
      document.figure({ height: 60, alt: "A line", draw: ({ box, write }) => write("drawn", box.x, box.y + 20) });
    });
    expect(runTool("qpdf", ["--check", "$a.pdf"], { "a.pdf": pdf })).toMatchObject({ status: 0, errors: "" });
    const about = runTool("pdfinfo", ["$a.pdf"], { "a.pdf": pdf }).output;
    expect(about).toContain("Title:           A <record> & its title – 王小明");
    expect(about).toContain("Tagged:          yes");
    const metadata = runTool("pdfinfo", ["-meta", "$a.pdf"], { "a.pdf": pdf }).output;
    expect(metadata).toContain("A &lt;record&gt; &amp; its title – 王小明");
    const structure = structureOf(pdf);
    for (const tag of ["H1", "H3", "L ", "Lbl", "LBody", "Figure", "Note"]) expect(structure).toContain(`${tag}`);
    expect(structure).toContain('"4."');
    expect(Buffer.from(pdf).toString("latin1")).toContain("/Alt (A line)");
    expect(Buffer.from(pdf).toString("latin1")).toContain("/Lang (en-GB)");
  });

  it("has an outline with a heading below the nearest above it", async () => {
    const pdf = await make((document) => {
      document.heading(1, "Część");
      document.heading(3, "Below");
      document.heading(2, "Beside");
    });
    const outline = runTool("mutool", ["show", "$a.pdf", "outline"], { "a.pdf": pdf }).output;
    const indents = [...outline.matchAll(/^[|+-]?(\t*)"(\S+)"/gm)].map(([, tabs = "", name]) => [tabs.length, name]);
    expect(indents).toEqual([
      [1, "Część"],
      [2, "Below"],
      [2, "Beside"],
    ]);
  });

  it("links to the web and to mail and nowhere else", async () => {
    const links = ["https://example.com/a?b=ø", "mailto:a@example.com", "javascript:alert(1)", "file:///etc/passwd"];
    const pdf = await make((document) => {
      for (const link of links) document.paragraph([{ text: `to ${link}`, link }]);
    });
    const uris = [
      ...Buffer.from(pdf)
        .toString("latin1")
        .matchAll(/\/URI \((.*?)\)/g),
    ].map(([, uri]) => uri);
    expect(uris).toEqual(["https://example.com/a?b=%C3%B8", "mailto:a@example.com"]);
    expect(textOf(pdf)).toContain("file:///etc/passwd");
  });

  it("counts its pages at their feet, in the words asked for", async () => {
    const write = (document: PdfDocument) => {
      for (let page = 1; page <= 3; page++) {
        document.paragraph(`Page ${page}`);
        document.pageBreak();
        document.pageBreak();
      }
      document.paragraph("The end");
    };
    const pdf = await make(write, { header: "Heading of each", footer: "Foot of each" });
    expect(pageCount(pdf)).toBe(4);
    expect(textOf(pdf, 3)).toMatch(/Heading of each[\s\S]*Page 3[\s\S]*Foot of each\s+3 of 4/);
    expect(textOf(pdf, 1)).not.toContain("Heading of each");
    const norwegian = await make(write, { pageLabel: (page, pages) => `side ${page} av ${pages}` });
    expect(textOf(norwegian, 4)).toContain("side 4 av 4");
  });

  it("refuses an accent that is no colour and a figure higher than a page", () => {
    expect(() => createPdf({ ...options, accent: "red" })).toThrow("#rrggbb");
    const figure = { height: 900, alt: "Too high", draw: () => undefined };
    expect(() => createPdf(options).figure(figure)).toThrow("higher than a page");
  });
});

describe("a table", () => {
  const rows = Array.from({ length: 60 }, (_, index) => [`R${index + 1}.`, "Done as described", String(index * 37)]);

  it("repeats its header on each page and shows each row once, in order", async () => {
    const pdf = await make((document) => document.table({ head: ["Row", "What is done", "Count"], rows }));
    const pages = pageCount(pdf);
    expect(pages).toBeGreaterThan(1);
    for (let page = 1; page <= pages; page++) expect(textOf(pdf, page)).toMatch(/Row +What is done +Count/);
    expect(textOf(pdf).match(/\bR\d+\./g)).toEqual(rows.map(([name]) => name));
    // To a screen reader the header is there once.
    expect(structureOf(pdf).match(/"What is done"/g)).toHaveLength(1);
  });

  it("carries a row that is higher than a page over to the next, whole", async () => {
    const words = Array.from({ length: 3000 }, (_, index) => `w${index}`);
    const pdf = await make((document) => document.table({ head: ["A", "B"], rows: [["x", words.join(" ")]] }));
    expect(textOf(pdf).match(/\bw\d+\b/g)).toEqual(words);
    expect(pageCount(pdf)).toBeGreaterThan(1);
  });

  it("keeps within the page with many columns, long words and missing cells", async () => {
    const head = Array.from({ length: 9 }, (_, index) => `Column${index}`);
    const pdf = await make((document) => document.table({ head, rows: [["9f86d081884c7d659a2feaa0".repeat(6)], []] }));
    const boxes = runTool("pdftotext", ["-bbox", "$a.pdf", "-"], { "a.pdf": pdf }).output;
    const rights = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map(([, right]) => Number(right));
    expect(rights.length).toBeGreaterThan(9);
    expect(Math.max(...rights)).toBeLessThanOrEqual(595.28 - 72 + 1);
  });

  it("is empty without complaint", async () => {
    expect(textOf(await make((document) => document.table({ head: ["Only"], rows: [] })))).toContain("Only");
    expect(pageCount(await make((document) => document.table({ rows: [] })))).toBe(1);
  });
});

describe("a heading", () => {
  it("never stands alone at the foot of a page", async () => {
    for (let lines = 30; lines < 45; lines++) {
      const pdf = await make((document) => {
        for (let line = 0; line < lines; line++) document.paragraph("A line.", { tight: true });
        document.heading(2, "The heading");
        document.paragraph("What follows it.");
      });
      const page = [1, 2].find((number) => textOf(pdf, number).includes("The heading"));
      expect(textOf(pdf, page)).toContain("What follows it.");
    }
  });
});
