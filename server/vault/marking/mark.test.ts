import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inspectPdf, normalisePdf } from "./inspect";
import { MarkingFailed, markPdf } from "./mark";
import { EngineCancelled } from "./pdf-engine";
import type { PdfSource } from "./qpdf-run";
import { samplePages, samplePdf } from "./sample-pdf";
import type { Mark } from "./stamp";
import { ENGINES, judge, startTestEngines, type TestEngines } from "./test-engines";

const LIMITS = { pages: 5_000, milliseconds: 60_000 };
const ID = "0193a5c2-7d3e-7b10-9c55-2f1e6a8b4d90";
const MARK: Mark = {
  recipient: { name: "Ada Byron", email: "ada@customer.example" },
  account: "Customer Limited",
  time: new Date("2026-11-22T20:00:00Z"),
  downloadId: ID,
};

/** Every way a page's boxes and rotation can lie: A4, Letter, A3 across, turned, cropped, trimmed, odd corners, small. */
const MIXED = [
  {},
  { media: "0 0 612 792" },
  { media: "0 0 1191 842" },
  { entries: "/Rotate 90" },
  { entries: "/Rotate 180" },
  { entries: "/Rotate 270" },
  { entries: "/Rotate -90" },
  { entries: "/Rotate 450 /CropBox [0 100 500 700]" },
  { media: "-50 -20 545 822", entries: "/CropBox [50 100 450 700]" },
  { entries: "/CropBox [100 100 500 500] /TrimBox [20 20 400 450] /Rotate 90" },
  { entries: "/TrimBox [700 900 800 1000]" },
  { entries: "/CropBox [700 900 800 1000]" },
  { entries: "/UserUnit 2" },
  { media: "595 842 0 0" },
  { media: "0 0 200 100" },
  { media: "0.3 0.3 594.71 841.2" },
];

let engines: TestEngines;
beforeAll(async () => {
  engines = await startTestEngines();
});
afterAll(() => engines.close());
afterEach(async () => {
  expect(await engines.leftovers()).toEqual([]);
});

const textOf = (pdf: Uint8Array) => judge("mutool", ["draw", "-q", "-F", "text", "{}"], pdf);

function pagesOf(text: string): string[] {
  return text.split("\f").filter((page) => page.trim() !== "");
}

describe.each(ENGINES)("marking with the %s engine", (kind) => {
  const marked = (original: PdfSource, mark: Mark = MARK) =>
    markPdf({ original, mark, engine: engines[kind], limits: LIMITS });

  it("writes recipient, account, time and id on every page", async () => {
    const pages = pagesOf(await textOf(await marked(samplePages(12))));
    expect(pages).toHaveLength(12);
    for (const page of pages) {
      expect(page).toContain("Copy for Ada Byron <ada@customer.example> · Customer Limited");
      expect(page).toContain(`2026-11-22 20:00:00 UTC · Download ${ID}`);
    }
  });

  it("writes names of other alphabets, and letters no font of ours has, without a question mark", async () => {
    for (const name of ["Zażółć Gęślą-Jaźń", "Παπαδοπούλου Ελένη", "王小明", "Łukasz Ørsted-Åberg", "Дмитрий Щукин"]) {
      const copy = await marked(samplePages(2), {
        ...MARK,
        recipient: { ...MARK.recipient, name },
        account: `${name} AS`,
      });
      for (const page of pagesOf(await textOf(copy))) {
        expect(page).toContain(`Copy for ${name} <ada@customer.example> · ${name} AS`);
        expect(page).toContain(ID);
      }
    }
  });

  it.each(["Geoffrey Griffin-Fleming", "Office of Waffles", "علاء سلام", "𠮷田 太郎", "Zażółć", "<b>&{{x}}"])(
    "marks a copy for somebody whose letters are drawn joined or in pairs: %s",
    async (name) => {
      const recipient = { name, email: "geoffrey.fluff@office.example" };
      const copy = await marked(samplePages(1), { ...MARK, recipient, account: "Baffin Offshore flfi Ltd" });
      expect((await textOf(copy)).replace(/\s+/g, "")).toContain(
        "<geoffrey.fluff@office.example>·BaffinOffshoreflfiLtd",
      );
    },
  );

  it("writes an Arabic name that can be found, with the id", async () => {
    const name = "محمد بن سلمان";
    const copy = await marked(samplePages(2), { ...MARK, recipient: { ...MARK.recipient, name } });
    const pages = pagesOf(await textOf(copy));
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      // mutool gives the letters from left to right as they stand on the page.
      expect(page).toContain(`Copy for ${[...name].reverse().join("")} <ada@customer.example>`);
      expect(page).toContain(ID);
    }
    const read = (await judge("pdftotext", ["{}", "-"], copy)).replace(/\p{Bidi_Control}/gu, "");
    expect(read.split(name).length).toBeGreaterThanOrEqual(3);
  });

  it("fits pages of every size, rotation and box, and leaves their content where it was", async () => {
    const original = samplePdf(MIXED);
    const copy = await marked(original);
    const pages = pagesOf(await textOf(copy));
    expect(pages).toHaveLength(MIXED.length);
    for (const page of pages) expect(page.replace(/\s+/g, " ")).toContain(`Download ${ID}`);
    const places = await wordPlaces(original);
    // On the small page the words lie outside, before and after.
    expect(places.filter((place) => place !== undefined)).toHaveLength(MIXED.length - 1);
    expect(await wordPlaces(copy)).toEqual(places);
  });

  it("keeps the footer within what is shown, as drawn", async () => {
    const copy = await marked(samplePdf(MIXED));
    const boxes = await judge("pdftotext", ["-bbox", "-cropbox", "{}", "-"], copy);
    const shown = boxes.split("<page ").slice(1);
    expect(shown).toHaveLength(MIXED.length);
    for (const page of shown) {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? [];
      const word = new RegExp(`xMin="([-\\d.]+)" yMin="([-\\d.]+)" xMax="([-\\d.]+)" yMax="([-\\d.]+)">${ID}<`).exec(
        page,
      );
      const [left, top, right, bottom] = (word ?? []).slice(1).map(Number);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThan(Number(height) / 2);
      expect(right).toBeLessThanOrEqual(Number(width));
      expect(bottom).toBeLessThanOrEqual(Number(height));
    }
  });

  it("gives the same bytes for the same inputs, and others for another id", async () => {
    const digest = async (mark: Mark) =>
      createHash("sha256")
        .update(await marked(samplePdf(MIXED), mark))
        .digest("hex");
    expect(await digest(MARK)).toBe(await digest(MARK));
    expect(await digest({ ...MARK, downloadId: "11111111-2222" })).not.toBe(await digest(MARK));
  });

  it("writes the file anew: the original can't be had by cutting the copy", async () => {
    const original = samplePages(3);
    const copy = Buffer.from(await marked(original));
    expect(copy.includes(original.subarray(0, 400))).toBe(false);
    expect(copy.toString("latin1").match(/%%EOF/g)).toHaveLength(1);
    expect(copy.includes("/Prev")).toBe(false);
    expect(await judge("qpdf", ["--check", "{}"], copy)).toContain("No syntax or stream encoding errors");
  });

  it("marks what an owner's password restricts, and a file from a path", async () => {
    const { outputs } = await engines.native.run({
      args: ["in.pdf", "--encrypt", "", "owner", "256", "--", "out.pdf"],
      files: [{ name: "in.pdf", content: samplePages(2) }],
      outputs: ["out.pdf"],
      milliseconds: 20_000,
    });
    const path = join(engines.workFolder, "..", `${kind}-restricted.pdf`);
    await writeFile(path, outputs.get("out.pdf") ?? "");
    const copy = Buffer.from(await marked({ path }));
    expect(copy.includes("/Encrypt")).toBe(false);
    expect(pagesOf(await textOf(copy))).toHaveLength(2);
  });

  it("keeps forms, notes and links", async () => {
    const original = samplePdf([{ entries: "/Annots [4 0 R 5 0 R 6 0 R] /TrimBox [10 10 300 400]" }, {}], {
      catalogue: "/AcroForm << /Fields [4 0 R] >>",
      objects: [
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (company) /V (Acme) /Rect [100 600 300 620] >>",
        "<< /Type /Annot /Subtype /Link /Rect [100 500 200 520] /A << /S /URI /URI (https://publisher.example/) >> >>",
        "<< /Type /Annot /Subtype /Text /Rect [10 700 30 720] /Contents (a note) >>",
      ],
    });
    for (const source of [original, await normalised(original)]) {
      const copy = await marked(source);
      const objects = await judge("qpdf", ["--json=2", "--json-key=qpdf", "{}"], copy);
      for (const word of ["/AcroForm", "u:company", "u:Acme", "u:https://publisher.example/", "u:a note"]) {
        expect(objects).toContain(`"${word}"`);
      }
      expect(objects.replace(/\s+/g, "")).toContain('"/Rect":[100,600,300,620]');
    }
  });

  it("keeps the tags that screen readers follow, with their words", async () => {
    const original = await taggedPdf();
    for (const source of [original, await normalised(original)]) {
      const tags = (pdf: Uint8Array) => judge("pdfinfo", ["-struct-text", "{}"], pdf);
      const copy = await marked(source);
      expect(await tags(copy)).toContain('"A paragraph of words."');
      expect((await tags(copy)).replace(/Object \d+/g, "")).toBe((await tags(original)).replace(/Object \d+/g, ""));
    }
  });

  it("refuses what it can't mark on every page, and gives nothing", async () => {
    const attached = samplePdf([{}], {
      catalogue: "/Names << /EmbeddedFiles << /Names [(a.txt) 4 0 R] >> >>",
      objects: ["<< /Type /Filespec /F (a.txt) /EF << /F 5 0 R >> >>", "<< /Length 5 >>\nstream\nhello\nendstream"],
    });
    const unmarkable = [samplePdf([{}, { media: "0 0 12 8" }]), Buffer.from("not a PDF"), samplePdf([]), attached];
    for (const original of unmarkable) await expect(marked(original)).rejects.toThrow(MarkingFailed);
    const few = { original: samplePages(3), mark: MARK, engine: engines[kind], limits: { ...LIMITS, pages: 2 } };
    await expect(markPdf(few)).rejects.toThrow(MarkingFailed);
    const slow = { ...few, original: samplePages(3_000), limits: { pages: 5_000, milliseconds: 1 } };
    await expect(markPdf(slow)).rejects.toThrow(MarkingFailed);
    await expect(markPdf({ ...few, limits: LIMITS, signal: AbortSignal.abort() })).rejects.toThrow(EngineCancelled);
  });

  it("takes no id or name that would hide the mark", async () => {
    await expect(marked(samplePages(1), { ...MARK, downloadId: "" })).rejects.toThrow(MarkingFailed);
    await expect(marked(samplePages(1), { ...MARK, downloadId: "a b c d e f" })).rejects.toThrow(MarkingFailed);
    const name = `Eve\n\n\n\u202Eevil\u0000 ${"long ".repeat(80)}`;
    const copy = await marked(samplePages(1), { ...MARK, recipient: { ...MARK.recipient, name } });
    expect(await textOf(copy)).toContain(`Download ${ID}`);
  });

  async function normalised(pdf: Uint8Array): Promise<Uint8Array> {
    const options = { engine: engines[kind], limits: { ...LIMITS, bytes: 5_000_000 } };
    const answer = await normalisePdf(pdf, options);
    if (!answer.accepted) throw new Error(answer.reason);
    expect(await inspectPdf(answer.pdf, options)).toMatchObject({ sound: true });
    return answer.pdf;
  }
});

it("gives the same marks with both engines", async () => {
  const text = async (kind: (typeof ENGINES)[number]) =>
    textOf(await markPdf({ original: samplePdf(MIXED), mark: MARK, engine: engines[kind], limits: LIMITS }));
  expect(await text("native")).toBe(await text("wasm"));
});

/** Where each page's own words stand, as drawn: the middle of "Page". */
async function wordPlaces(pdf: Uint8Array): Promise<(string | undefined)[]> {
  const boxes = await judge("pdftotext", ["-bbox", "{}", "-"], pdf);
  return boxes
    .split("<page ")
    .slice(1)
    .map((page) => /<word ([^>]*)>Page</.exec(page)?.[1]);
}

async function taggedPdf(): Promise<Uint8Array> {
  const pdf = new PDFDocument({ tagged: true, pdfVersion: "1.7", lang: "en", info: { CreationDate: MARK.time } });
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  root.add(pdf.struct("H1", {}, () => pdf.text("A heading")));
  root.add(pdf.struct("P", {}, () => pdf.text("A paragraph of words.")));
  pdf.addPage();
  const list = pdf.struct("L");
  root.add(list);
  list.add(pdf.struct("LI", {}, [() => pdf.text("First part"), () => pdf.text("and second part")]));
  list.end();
  root.end();
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
