/** A mark is taken off, hidden or exchanged behind the marker's back: nothing must be given out. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MarkingFailed, markPdf } from "./mark";
import type { PdfEngine } from "./pdf-engine";
import { type Change, documentArguments, type Json, patchOf, readDocument } from "./qpdf-json";
import type { EngineRequest } from "./qpdf-run";
import { samplePages, samplePdf } from "./sample-pdf";
import type { Mark } from "./stamp";
import { startTestEngines, type TestEngines } from "./test-engines";

const MARK: Mark = {
  recipient: { name: "Ada Byron", email: "ada@customer.example" },
  account: "Customer Limited",
  time: new Date("2026-11-22T20:00:00Z"),
  downloadId: "0193a5c2-7d3e-7b10-9c55-2f1e6a8b4d90",
};
const LIMITS = { pages: 100, milliseconds: 20_000 };

let engines: TestEngines;
beforeAll(async () => {
  engines = await startTestEngines();
});
afterAll(() => engines.close());

const mark = (engine: PdfEngine, original: Uint8Array = samplePages(3), as = MARK) =>
  markPdf({ original, mark: as, engine, limits: LIMITS });

/** qpdf, but its arguments for laying over the stamps are changed. */
function withArguments(change: (args: readonly string[]) => readonly string[]): PdfEngine {
  return {
    kind: "native",
    run: (request) => engines.native.run(isOverlay(request) ? { ...request, args: change(request.args) } : request),
  };
}

/** qpdf, but what it made is changed before it is given back. */
function withCopy(change: (copy: Uint8Array) => Promise<Uint8Array>): PdfEngine {
  return {
    kind: "native",
    async run(request) {
      const answer = await engines.native.run(request);
      const copy = answer.outputs.get("marked.pdf");
      return isOverlay(request) && copy
        ? { ...answer, outputs: new Map([["marked.pdf", await change(copy)]]) }
        : answer;
    },
  };
}

const isOverlay = (request: EngineRequest) => request.args.includes("--overlay");

async function qpdf(pdf: Uint8Array, args: readonly string[], patch?: Uint8Array | null): Promise<Uint8Array> {
  const patches = patch ? [{ name: "patch.json", content: patch }] : [];
  const files = [{ name: "in.pdf", content: pdf }, ...patches];
  const answer = await engines.native.run({ args, files, outputs: ["out.pdf"], milliseconds: 20_000 });
  const out = answer.outputs.get("out.pdf");
  if (!out) throw new Error(answer.messages);
  return out;
}

type PageChange = (page: { readonly [key: string]: Json }, contents: string) => readonly [string, Change][];

/** Changes the second page's dictionary or the objects it names. */
async function changeSecondPage(pdf: Uint8Array, change: PageChange): Promise<Uint8Array> {
  const args = documentArguments("in.pdf", "pages.json");
  const files = [{ name: "in.pdf", content: pdf }];
  const answer = await engines.native.run({ args, files, outputs: ["pages.json"], milliseconds: 20_000 });
  const { objects, pages, header } = readDocument(answer.outputs.get("pages.json") ?? new Uint8Array());
  const reference = pages[1] ?? "";
  const page = objects.dictionary(reference);
  const changes = change({ ...page, reference }, String(page["/Contents"]));
  return qpdf(pdf, ["in.pdf", "--update-from-json=patch.json", "out.pdf"], patchOf(header, new Map(changes)));
}

const stream = (text: string): Change => ({
  stream: { dict: {}, data: Buffer.from(text).toString("base64") },
});

const CONTENT = "q\n1 0 0 1 0 0 cm\n/Fx0 Do\nQ\n";
const STAMP = "q\n1 0 0 1 1.5 1 cm\n/Fx1 Do\nQ\n";

describe("a mark that is not where it must be", () => {
  it("passes where nothing was done, so that the refusals below mean something", async () => {
    await expect(mark(engines.native)).resolves.toBeInstanceOf(Uint8Array);
    const rewritten = withCopy((copy) => qpdf(copy, ["in.pdf", "--object-streams=generate", "out.pdf"]));
    await expect(mark(rewritten)).resolves.toBeInstanceOf(Uint8Array);
    const same = withCopy((copy) => changeSecondPage(copy, (_, contents) => [[contents, stream(CONTENT + STAMP)]]));
    await expect(mark(same)).resolves.toBeInstanceOf(Uint8Array);
  });

  it("is noticed when the original comes back as it was", async () => {
    await expect(mark(withCopy(async () => samplePages(3)))).rejects.toThrow(MarkingFailed);
  });

  it("is noticed when the stamp is laid over some pages only", async () => {
    const first = withArguments((args) =>
      args.flatMap((word) => (word.startsWith("--from=") ? ["--from=1", "--to=1"] : [word])),
    );
    await expect(mark(first)).rejects.toThrow("Page 2");
  });

  it("is noticed when a page is left out or added", async () => {
    const fewer = withCopy((copy) => qpdf(copy, ["in.pdf", "--pages", ".", "1-2", "--", "out.pdf"]));
    await expect(mark(fewer)).rejects.toThrow("2 pages");
    const more = withCopy((copy) => qpdf(copy, ["in.pdf", "--pages", ".", "1-3,1", "--", "out.pdf"]));
    await expect(mark(more)).rejects.toThrow("4 pages");
  });

  it("is noticed when one page's stamp is dropped silently", async () => {
    const dropped = withCopy((copy) => changeSecondPage(copy, (_, contents) => [[contents, stream(CONTENT)]]));
    await expect(mark(dropped)).rejects.toThrow("Page 2");
  });

  it("is noticed when something is drawn over it, before it is clipped, or it lies below the page", async () => {
    const drawings = [
      `${CONTENT}${STAMP}1 g 0 0 600 900 re f`,
      `0 0 1 1 re W n ${CONTENT}${STAMP}`,
      `${CONTENT}/Off gs ${STAMP}`,
      `${STAMP}${CONTENT}`,
      `${CONTENT}% ${STAMP}`,
      `${CONTENT}/OC /Hidden BDC ${STAMP} EMC`,
    ];
    for (const drawing of drawings) {
      const hidden = withCopy((copy) => changeSecondPage(copy, (_, contents) => [[contents, stream(drawing)]]));
      await expect(mark(hidden)).rejects.toThrow("Page 2");
    }
  });

  it("is noticed when it is moved out of the page, shrunk to nothing or cropped away", async () => {
    const moved = [
      "1 0 0 1 0 -300 cm",
      "0.01 0 0 0.01 9 9 cm",
      "1 0 0 0 0 9 cm",
      "1 0 0 0.01 0 9 cm",
      "-1 0 0 1 595 0 cm",
    ];
    for (const matrix of moved) {
      const away = `${CONTENT}q\n${matrix}\n/Fx1 Do\nQ\n`;
      const hidden = withCopy((copy) => changeSecondPage(copy, (_, contents) => [[contents, stream(away)]]));
      await expect(mark(hidden)).rejects.toThrow("page 2");
    }
    const cropped = withCopy((copy) =>
      changeSecondPage(copy, ({ reference, ...page }) => [
        [String(reference), { value: { ...page, "/CropBox": [0, 400, 595, 842] } }],
      ]),
    );
    await expect(mark(cropped)).rejects.toThrow("page 2");
  });

  it("is noticed when it is another download's mark", async () => {
    const other = await mark(engines.native, samplePages(3), { ...MARK, downloadId: "99999999-0000" });
    await expect(mark(withCopy(async () => other))).rejects.toThrow("something else than its mark");
  });

  it("is noticed when its fonts were exchanged", async () => {
    const fontless = withCopy(async (copy) => {
      const open = await qpdf(copy, ["in.pdf", "--qdf", "out.pdf"]);
      return Buffer.from(
        Buffer.from(open)
          .toString("latin1")
          .replace(/\/CIDToGIDMap \/Identity/g, "/CIDToGIDMap /Identitx"),
        "latin1",
      );
    });
    await expect(mark(fontless)).rejects.toThrow("something else than its mark");
  });

  it("is noticed on a page of another size among its like", async () => {
    const turned = samplePdf([{}, { entries: "/Rotate 90" }, {}]);
    const unturned = withCopy((copy) =>
      changeSecondPage(copy, ({ reference, ...page }) => [
        [String(reference), { value: { ...page, "/MediaBox": [0, 0, 200, 200] } }],
      ]),
    );
    await expect(mark(unturned, turned)).rejects.toThrow("page 2");
  });

  it("is noticed when the copy can't be read", async () => {
    await expect(mark(withCopy(async (copy) => copy.subarray(0, copy.length / 2)))).rejects.toThrow(MarkingFailed);
    await expect(mark(withCopy(async () => new Uint8Array()))).rejects.toThrow(MarkingFailed);
  });
});
