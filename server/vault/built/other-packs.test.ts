import { beforeAll, describe, expect, test } from "vitest";
import type { StepFigure } from "@/server/content/facts-schema";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { textOf } from "@/server/seal/testing/pdf-tools";
import { type BuiltDocument, buildDocuments } from "@/server/vault/built/build-documents";
import { madeUpName, madeUpPack } from "@/server/vault/built/testing/made-up-pack";
import { documentOf, drawnText, expectSound, squeezed } from "@/server/vault/built/testing/read-built";

const today = new Date("2026-11-22T12:00:00Z");
let shipped: Pack;
beforeAll(async () => {
  shipped = await loadPack("content", "alphagen");
});

describe("other packs", () => {
  test("one that states next to nothing, in two other alphabets, has a register that says so", async () => {
    const documents = await buildDocuments(await madeUpPack(), today);
    expect(documents.map(({ slug, fileName }) => [slug, fileName])).toEqual([
      ["sub-processor-register", "third-sub-processor-register-0.1.pdf"],
    ]);
    const register = documentOf(documents, "sub-processor-register");
    expectSound(register);
    expect(drawnText(register.pdf)).toContain(squeezed(madeUpName));
    expect(textOf(register.pdf)).toContain("Sub-processors: not stated by the publisher");
    expect(textOf(register.pdf)).toContain("At least 45 days in advance");
  });

  test("TOMs that are the publisher’s own beside an own trust page carry their own version", async () => {
    const { trust, toms } = shipped.pages;
    if (!trust || !toms) throw new Error("no pages");
    const own = { ...toms, meta: { ...toms.meta, derivedFrom: null, version: "2.0" } };
    const documents = await buildDocuments({ ...shipped, pages: { trust, toms: own } }, today);
    const printed = documentOf(documents, "technical-and-organisational-measures");
    expectSound(printed);
    expect(printed.fileName).toBe("alphagen-technical-and-organisational-measures-2.0.pdf");
    expect(documentOf(documents, "control-matrix").fileName).toBe("alphagen-control-matrix-1.0.0.pdf");
    const drawn = drawnText(printed.pdf);
    for (const { statement } of shipped.measures.list) expect(drawn).toContain(squeezed(statement));
    expect(drawn).toContain(squeezed("It stands in the control matrix of this security pack."));
  });

  test("drawings that no page can hold go on over the next, and names too long for a box are broken", async () => {
    const steps = Array.from({ length: 70 }, (_, at) => ({
      title: `Phase no ${at + 1}.`,
      text: "It is done.",
      mark: null,
    }));
    const rows = Array.from({ length: 40 }, (_, at) => [
      { id: `part-${at}`, title: `${"Überaus".repeat(20)} ${at}`, text: "安全".repeat(90), outside: at % 3 === 0 },
    ]);
    const flows = rows.slice(1).map((_, at) => ({ from: `part-${at}`, to: `part-${at + 1}`, label: "x".repeat(200) }));
    const documents = await withFigures(
      { kind: "steps", title: "Life", summary: "Long.", steps },
      { kind: "boxes", title: "Parts", summary: "Many.", rows, flows },
    );
    for (const document of documents) expectSound(document);
    expect(drawnText(documentOf(documents, "data-life-cycle").pdf)).toContain("Phaseno70.");
    expect(drawnText(documentOf(documents, "architecture-overview").pdf)).toContain("Überaus39");
  });

  test("a step too long for any drawing is written out", async () => {
    const long = { title: "Endless", text: "word ".repeat(3000).trim(), mark: null };
    const documents = await withFigures(
      { kind: "steps", title: "Life", summary: "Long.", steps: [long, { ...long, title: "Last" }] },
      { kind: "boxes", title: "Parts", summary: "One.", rows: [[{ id: "a", ...long, outside: false }]], flows: [] },
    );
    for (const document of documents) expectSound(document);
    const drawn = drawnText(documentOf(documents, "data-life-cycle").pdf);
    expect(drawn.match(/word/g)?.length).toBeGreaterThanOrEqual(6000);
  });

  async function withFigures(steps: StepFigure, boxes: Pack["figures"][string]): Promise<BuiltDocument[]> {
    const figures = { ...shipped.figures, "data-lifecycle": steps, architecture: boxes };
    const documents = await buildDocuments({ ...shipped, figures }, today);
    return documents.filter(({ slug }) => slug === "data-life-cycle" || slug === "architecture-overview");
  }
});
