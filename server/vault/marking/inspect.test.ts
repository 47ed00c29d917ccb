import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inspectPdf, normalisePdf } from "./inspect";
import type { PdfEngine } from "./pdf-engine";
import { samplePages, samplePdf } from "./sample-pdf";
import { ENGINES, startTestEngines, type TestEngines } from "./test-engines";

const LIMITS = { pages: 5_000, bytes: 5_000_000, milliseconds: 20_000 };

let engines: TestEngines;
beforeAll(async () => {
  engines = await startTestEngines();
});
afterAll(() => engines.close());
afterEach(async () => {
  expect(await engines.leftovers()).toEqual([]);
});

async function encrypted(engine: PdfEngine, userPassword: string): Promise<Uint8Array> {
  const { outputs } = await engine.run({
    args: ["in.pdf", "--encrypt", userPassword, "owner", "256", "--print=none", "--", "out.pdf"],
    files: [{ name: "in.pdf", content: samplePages(3) }],
    outputs: ["out.pdf"],
    milliseconds: 20_000,
  });
  return outputs.get("out.pdf") ?? new Uint8Array();
}

describe.each(ENGINES)("with the %s engine", (kind) => {
  const inspect = (pdf: Uint8Array, limits = LIMITS) => inspectPdf(pdf, { engine: engines[kind], limits });
  const normalise = (pdf: Uint8Array) => normalisePdf(pdf, { engine: engines[kind], limits: LIMITS });

  it("accepts a sound PDF, from bytes and from a path", async () => {
    expect(await inspect(samplePages(3))).toEqual({ accepted: true, pages: 3, sound: true });
    const path = join(engines.workFolder, "..", `${kind}.pdf`);
    await writeFile(path, samplePages(4));
    const found = await inspectPdf({ path }, { engine: engines[kind], limits: LIMITS });
    expect(found).toEqual({ accepted: true, pages: 4, sound: true });
  });

  it("refuses what is no PDF, whatever it is called", async () => {
    const files = ["", "<html><body>A report.pdf</body></html>", "PK\u0003\u0004 word/document.xml", "\u0089PNG\r\n"];
    for (const file of files) expect(await inspect(Buffer.from(file, "latin1"))).toMatchObject({ reason: "not-a-pdf" });
    const late = Buffer.concat([Buffer.alloc(2_000, 32), samplePages(1)]);
    expect(await inspect(late)).toMatchObject({ reason: "not-a-pdf" });
  });

  it("refuses a file that only begins like a PDF", async () => {
    expect(await inspect(Buffer.from("%PDF-1.7\nMZ\u0090 this program"))).toMatchObject({ reason: "damaged" });
    expect(await inspect(samplePdf([]))).toMatchObject({ reason: "damaged" });
  });

  it("refuses what needs a password, and takes off an owner's restrictions", async () => {
    const locked = await inspect(await encrypted(engines[kind], "secret"));
    expect(locked).toMatchObject({ reason: "needs-password" });
    const restricted = await encrypted(engines[kind], "");
    expect(await inspect(restricted)).toEqual({ accepted: true, pages: 3, sound: false });
    const normal = await normalise(restricted);
    expect(normal).toMatchObject({ accepted: true, pages: 3, sound: true });
    expect(Buffer.from(restricted).includes("/Encrypt")).toBe(true);
    expect(normal.accepted && Buffer.from(normal.pdf).includes("/Encrypt")).toBe(false);
  });

  it("refuses a file that was cut short and lost pages", async () => {
    const whole = samplePages(40);
    expect(await inspect(whole.subarray(0, 200))).toMatchObject({ reason: "damaged" });
    const half = await inspect(whole.subarray(0, whole.length / 2));
    expect(half).toMatchObject({ accepted: false });
  });

  it("mends a file whose table of objects is wrong, or refuses it", async () => {
    const text = samplePages(5).toString("latin1");
    const wrong = Buffer.from(text.replace(/startxref\n\d+/, "startxref\n7"), "latin1");
    const found = await inspect(wrong);
    if (kind === "native") {
      expect(found).toEqual({ accepted: true, pages: 5, sound: false });
      expect(await normalise(wrong)).toMatchObject({ accepted: true, pages: 5, sound: true });
    } else {
      // The WebAssembly build can't rebuild a table of objects.
      expect(found).toMatchObject({ reason: "damaged" });
    }
  });

  it("refuses more pages than it may have, true or claimed", async () => {
    const many = await inspect(samplePages(10_000));
    expect(many).toMatchObject({ reason: "too-many-pages", values: { pages: 10_000 } });
    const lie = await inspect(samplePdf([{}, {}], { claimedPages: 9_999_999_999 }));
    expect(lie).toMatchObject({ reason: "too-many-pages", values: { pages: 9_999_999_999 } });
    expect(await inspect(samplePdf([{}, {}], { claimedPages: 7 }))).toMatchObject({ reason: "pages-missing" });
  });

  it("puts a claim of too few pages right", async () => {
    const lie = samplePdf([{}, {}, {}], { claimedPages: 1 });
    expect(await inspect(lie)).toEqual({ accepted: true, pages: 3, sound: false });
    expect(await normalise(lie)).toMatchObject({ accepted: true, pages: 3, sound: true });
  });

  it("refuses a page tree without an end", async () => {
    const loop = samplePages(1).toString("latin1").replace("/Kids [4 0 R]", "/Kids [2 0 R]");
    expect(await inspect(Buffer.from(loop, "latin1"))).toMatchObject({ accepted: false });
  });

  it("refuses attached files, which no mark would reach", async () => {
    const attached = samplePdf([{}], {
      catalogue: "/Names << /EmbeddedFiles << /Names [(a.txt) 4 0 R] >> >>",
      objects: ["<< /Type /Filespec /F (a.txt) /EF << /F 5 0 R >> >>", "<< /Length 5 >>\nstream\nhello\nendstream"],
    });
    expect(await inspect(attached)).toMatchObject({ reason: "has-attachments" });
  });

  it("refuses what is too large or too slow", async () => {
    expect(await inspect(samplePages(3), { ...LIMITS, bytes: 100 })).toMatchObject({ reason: "too-large" });
    const slow = await inspect(samplePages(9_000), { ...LIMITS, pages: 10_000, milliseconds: 5 });
    expect(slow).toMatchObject({ reason: "too-slow" });
  });

  it("refuses a page whose content can't be decoded", async () => {
    const drawing = Array.from(
      { length: 200 },
      (_, index) => `${(index * 7919) % 600} ${(index * 104729) % 800} m`,
    ).join(" ");
    const packed = deflateSync(Buffer.from(drawing));
    packed.fill(0xff, 400, 440);
    const data = packed.toString("latin1");
    const stream = `<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n${data}\nendstream`;
    const text = samplePdf([{}], { objects: [stream] }).toString("latin1");
    const broken = text.replace("/Contents 6 0 R", "/Contents 4 0 R");
    expect(broken).not.toBe(text);
    expect(await inspect(Buffer.from(broken, "latin1"))).toMatchObject({ reason: "damaged" });
  });
});
