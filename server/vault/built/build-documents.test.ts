import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { pageCount, runTool, textOf } from "@/server/seal/testing/pdf-tools";
import { type BuiltDocument, buildDocuments } from "@/server/vault/built/build-documents";
import { documentOf, drawnText, expectSound, squeezed } from "@/server/vault/built/testing/read-built";

const contentDir = join(import.meta.dirname, "../../../content");
const today = new Date("2026-11-22T12:00:00Z");
const later = new Date("2027-07-01T00:00:00Z");

const packs: Record<string, Pack> = {};
const built: Record<string, BuiltDocument[]> = {};
beforeAll(async () => {
  for (const name of ["alphagen", "alai"]) {
    const pack = await loadPack(contentDir, name);
    packs[name] = pack;
    built[name] = await buildDocuments(pack, today);
  }
}, 60_000);

function packOf(name: string): Pack {
  const pack = packs[name];
  if (!pack) throw new Error(`no pack ${name}`);
  return pack;
}

const sha256 = ({ pdf }: BuiltDocument) => createHash("sha256").update(pdf).digest("hex");

describe.each(["alphagen", "alai"])("every document of %s", (name) => {
  test("is a sound PDF with nothing beyond its margins", () => {
    for (const document of built[name] ?? []) expectSound(document);
  });

  test("opens with who, what, from what, whom to ask and under what terms", () => {
    const { publisher } = packOf(name);
    for (const { pdf, title, slug } of built[name] ?? []) {
      const first = textOf(pdf, 1);
      expect(squeezed(first), slug).toContain(squeezed(title));
      expect(first).toContain(publisher.names.legal);
      expect(first).toContain("Derived from “");
      expect(first).toMatch(new RegExp(`Who to ask +${publisher.contacts.trust ?? "not stated by the publisher"}`));
      expect(first).toContain("Confidential. Given under the non-disclosure agreement");
      expect(first).toMatch(name === "alphagen" ? /Version +1\.0\.0/ : /Version +1\.0,/);
      expect(first).toMatch(name === "alphagen" ? /in effect from 27 April 2026/ : /in effect\s+from 1 May 2026/);
    }
  });

  test("has a name, a place and a file name of its own", () => {
    const documents = built[name] ?? [];
    expect(new Set(documents.map(({ slug }) => slug)).size).toBe(documents.length);
    const positions = documents.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    for (const { fileName } of documents) expect(fileName).toMatch(/^[a-z0-9-]+-\d+\.\d+(\.\d+)?\.pdf$/);
  });

  test("claims no certificate", () => {
    for (const { pdf, slug } of built[name] ?? [])
      expect(textOf(pdf), slug).not.toMatch(/\b(is|are|been|fully) (certified|attested|accredited)|certificate no\b/i);
  });

  test("stays the same to the byte until a date of the pack passes", async () => {
    const sameQuarter = await buildDocuments(packOf(name), new Date("2026-12-31T23:59:59.999Z"));
    expect(sameQuarter.map(sha256)).toEqual(built[name]?.map(sha256));
    const nextQuarter = await buildDocuments(packOf(name), new Date("2027-01-01T00:00:00Z"));
    const known = new Set(built[name]?.map(sha256));
    const changed = nextQuarter.filter((document) => !known.has(sha256(document)));
    const dated = name === "alphagen" ? ["control-matrix"] : built[name]?.map(({ slug }) => slug);
    expect(changed.map(({ slug }) => slug)).toEqual(dated);
  });

  test("is dated by its source, not by the clock", () => {
    const date = { alphagen: "2026-04-27", alai: "2026-05-01" }[name];
    for (const { pdf } of built[name] ?? [])
      expect(runTool("pdfinfo", ["-isodates", "$a.pdf"], { "a.pdf": pdf }).output).toMatch(
        new RegExp(`CreationDate: +${date}T00:00:00`),
      );
  });

  test("the control matrix holds every measure, point and control, and says on every page what it is not", () => {
    const { pdf } = documentOf(built[name], "control-matrix");
    const [text, drawn] = [textOf(pdf), drawnText(pdf)];
    for (const { id, title, statement, purpose, annexA, article32 } of packOf(name).measures.list) {
      expect(text).toMatch(new RegExp(`(^|\\s)${id}(\\s|$)`, "m"));
      expect(drawn).toContain(squeezed(`${title ?? "not stated by the publisher"}${id}${statement}${purpose ?? ""}`));
      for (const control of annexA) expect(text).toMatch(new RegExp(`^${control.replaceAll(".", "\\.")} `, "m"));
      for (const point of article32) expect(text).toContain(`32(${point.charAt(0)})${point.slice(1)}`);
    }
    for (let page = 1; page <= pageCount(pdf); page++)
      expect(textOf(pdf, page)).toContain("Our reading, not a Statement of Applicability");
  });

  test("the register holds every sub-processor with the publisher's words on it, and what it is silent on", () => {
    const { subProcessors, publisher } = packOf(name);
    const { pdf } = documentOf(built[name], "sub-processor-register");
    const [text, drawn] = [textOf(pdf), drawnText(pdf)];
    for (const { name: company, location, certifications, transferMechanism } of subProcessors.list) {
      expect(text).toContain(company);
      for (const words of [location, certifications, transferMechanism]) expect(drawn).toContain(squeezed(words ?? ""));
    }
    const silent = subProcessors.list.filter(({ dataCategories }) => dataCategories === null).length;
    expect(text.match(/Data categories +not stated by the publisher/g)).toHaveLength(silent);
    expect(drawn).toContain(squeezed(subProcessors.fullerList));
    expect(text).toContain("At least 30 days in advance");
    expect(drawn).toContain(squeezed(publisher.unresolvedObjection.statement));
  });
});

describe("what each publisher has", () => {
  test("follows from its pack", () => {
    expect(built.alphagen?.map(({ slug, kind }) => [slug, kind])).toEqual([
      ["architecture-overview", "architecture"],
      ["control-matrix", "controls"],
      ["data-life-cycle", "data_protection"],
      ["sub-processor-register", "sub_processors"],
    ]);
    expect(built.alai?.map(({ slug, kind }) => [slug, kind])).toEqual([
      ["technical-and-organisational-measures", "data_protection"],
      ["control-matrix", "controls"],
      ["dpa-annex-index", "data_protection"],
      ["sub-processor-register", "sub_processors"],
    ]);
  });

  test("the architecture overview shows every part, flow, region, phase and condition of exceptional access", () => {
    const pack = packOf("alphagen");
    const drawn = drawnText(documentOf(built.alphagen, "architecture-overview").pdf);
    for (const figure of Object.values(pack.figures)) {
      if (figure.title.startsWith("What happens in an incident")) continue;
      const words = figure.kind === "steps" ? figure.steps : figure.rows.flat().filter((box) => box !== null);
      for (const { title, text } of words) {
        expect(drawn).toContain(squeezed(title));
        expect(drawn).toContain(squeezed(text ?? ""));
      }
    }
    for (const { name } of pack.publisher.regions) expect(drawn).toContain(`${name}offered`);
    expect(drawn).toContain(squeezed("WithinthetrustboundaryofAlphaGen"));
    expect(drawn).toContain(squeezed("no. 2 World-state synthesis Anthropic Claude, OpenAI GPT LLM calls"));
    expect(drawn).not.toContain("no.3");
  });

  test("the life cycle carries the publisher's own table and both its limits", () => {
    const text = textOf(documentOf(built.alphagen, "data-life-cycle").pdf);
    for (const phase of ["Ingest", "Redaction", "Storage", "Processing", "HITL", "Export", "Deletion"])
      expect(text).toMatch(new RegExp(`^${phase} +\\S`, "m"));
    expect(text).toContain("Raw footage gone within 30 minutes of Pass 0 by default");
    expect(text).toContain("Backup tombstones gone within 90 days");
  });

  test("ALAI’s TOMs hold every fact of its own document, marked DRAFT on every page", async () => {
    const { pdf } = documentOf(built.alai, "technical-and-organisational-measures");
    const drawn = drawnText(pdf);
    const Facts = z.array(
      z.object({
        page: z.string(),
        facts: z.array(z.string()).default([]),
        rows: z.array(z.array(z.string())).default([]),
      }),
    );
    const facts = Facts.parse(parse(await readFile(join(contentDir, "alai/facts.yaml"), "utf8")));
    const own = facts
      .filter(({ page }) => page === "toms")
      .flatMap(({ facts: said, rows }) => [...said, ...rows.flat()]);
    expect(own.length).toBeGreaterThan(100);
    for (const fact of own) expect(drawn).toContain(squeezed(fact));
    for (let page = 1; page <= pageCount(pdf); page++) expect(textOf(pdf, page)).toContain("DRAFT");
    const first = squeezed(textOf(pdf, 1));
    for (const { title, statement } of packOf("alai").publisher.status.pending)
      expect(first).toContain(squeezed(`${title}: ${statement}`));
  });

  test("the annex index knows Annex B alone", () => {
    const text = textOf(documentOf(built.alai, "dpa-annex-index").pdf);
    expect(text).toMatch(/Annex A +not stated by the publisher +not stated by the publisher/);
    expect(text).toMatch(/Annex B +Technical and Organizational Measures/);
    expect(text).toMatch(/Any further annex +not stated by the publisher/);
    expect(text).toContain("“DPA Template v1 refers to it as Annex B.”");
    expect(text).toContain("DPA section 3.7");
  });

  test("without the sentence that names the annex there is no index", async () => {
    const pack = packOf("alai");
    const { toms, trust } = pack.pages;
    if (!toms || !trust) throw new Error("no pages");
    const silent = { ...toms, body: toms.body.replace("as Annex B", "as such   ") };
    const documents = await buildDocuments({ ...pack, pages: { toms: silent, trust } }, today);
    expect(documents.map(({ slug }) => slug)).not.toContain("dpa-annex-index");
  });
});

describe("dates", () => {
  const matrixAt = async (name: string, at: Date) =>
    drawnText(documentOf(await buildDocuments(packOf(name), at), "control-matrix").pdf);

  test("AlphaGen: one target has passed in November 2026, three in July 2027", async () => {
    const passed = squeezed("the quarter ended on");
    const [before, after] = [await matrixAt("alphagen", today), await matrixAt("alphagen", later)];
    expect(before.split(passed)).toHaveLength(2);
    expect(before).toContain(
      squeezed("Targeted for 2026 Q3 – target 2026 Q3 passed (the quarter ended on 30 September 2026)"),
    );
    expect(before).toContain(squeezed("as of 1 October 2026"));
    expect(after.split(passed)).toHaveLength(4);
    expect(after).toContain(squeezed("Targeted for 2027 Q2 – target 2027 Q2 passed"));
    expect(after).toContain(squeezed("as of 1 July 2027"));
  });

  test("ALAI: plans and the next review turn on the first page", async () => {
    const firstAt = async (at: Date) =>
      squeezed(textOf(documentOf(await buildDocuments(packOf("alai"), at), "sub-processor-register").pdf, 1));
    expect(await firstAt(today)).not.toContain(squeezed("date has passed"));
    const first = await firstAt(later);
    expect(first).toContain(
      squeezed("Planned for 2026 Q4 – target 2026 Q4 passed (the quarter ended on 31 December 2026)"),
    );
    expect(first).toContain(squeezed("1 May 2027 (annual, or upon first security audit) – this date has passed"));
    expect(first).toContain(squeezed("as of 2 May 2027"));
  });
});
