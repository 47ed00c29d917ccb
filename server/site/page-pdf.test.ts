import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import type { Pack, Page } from "@/server/content/pack";
import { pageCount, runTool, structureOf, textOf } from "@/server/seal/testing/pdf-tools";
import { pagePdf } from "@/server/site/page-pdf";
import { drawnText, expectSound, squeezed } from "@/server/vault/built/testing/read-built";

const contentDir = join(import.meta.dirname, "../../content");
const today = new Date("2026-11-22T12:00:00Z");
const origin = "https://trust.example";

const packs: Record<string, Pack> = {};
const files: Record<string, Uint8Array> = {};
const cases = ["alphagen trust", "alphagen toms", "alai trust", "alai toms"];

beforeAll(async () => {
  for (const name of ["alphagen", "alai"]) packs[name] = await loadPack(contentDir, name);
  for (const name of cases) {
    const { pack, page } = found(name);
    files[name] = await pagePdf(pack, page, today, origin);
  }
}, 60_000);

function found(name: string): { pack: Pack; page: Page; pdf: Uint8Array } {
  const [publisher = "", pageName = ""] = name.split(" ");
  const pack = packs[publisher];
  const page = pack?.pages[pageName];
  if (!pack || !page) throw new Error(`no ${name}`);
  return { pack, page, pdf: files[name] ?? new Uint8Array() };
}

describe.each(cases)("%s as a PDF", (name) => {
  test("is sound, and small enough to be kept in memory", () => {
    const { pdf } = found(name);
    expectSound({ pdf, slug: name });
    expect(pdf.length).toBeLessThan(1024 * 1024);
  });

  test("opens with its title, version, dates, owner and history", () => {
    const { page, pack, pdf } = found(name);
    const first = squeezed(textOf(pdf, 1));
    const { title, description, owner, version } = page.meta;
    for (const words of [title, description, pack.publisher.names.legal, owner ?? "not stated by the publisher"])
      expect(first).toContain(squeezed(words));
    expect(textOf(pdf, 1)).toMatch(new RegExp(`Version +${version.replaceAll(".", "\\.")}`));
    const front = drawnText(pdf);
    for (const { notes } of page.meta.history) expect(front).toContain(squeezed(notes));
  });

  test("its contents name the page that each section begins on", () => {
    const { page, pdf } = found(name);
    const front = [1, 2].map((number) => textOf(pdf, number)).join("\n");
    for (const { title } of page.anchors.filter(({ depth }) => depth === 2)) {
      const line = front
        .split("\n")
        .find((text) => squeezed(text).match(new RegExp(`^${escaped(squeezed(title))}\\d+$`)));
      const number = Number(/(\d+)\s*$/.exec(line ?? "")?.[1]);
      expect(number, title).toBeGreaterThan(1);
      expect(squeezed(textOf(pdf, number)), title).toContain(squeezed(title));
    }
  });

  test("is tagged, and holds every heading, table cell and figure of the page", () => {
    const { pack, page, pdf } = found(name);
    const structure = structureOf(pdf);
    for (const tag of ["H1", "H2", "Table", "TH", "TD", "Figure"])
      expect(structure).toMatch(new RegExp(`^\\s*${tag}([ :]|$)`, "m"));
    const drawn = drawnText(pdf);
    for (const { title } of page.anchors) expect(drawn).toContain(squeezed(title));
    for (const { name: component, attributes } of page.components) {
      const figure = component === "Figure" ? pack.figures[attributes.name ?? ""] : undefined;
      if (figure) expect(drawn).toContain(squeezed(`${figure.title}.`));
      if (component === "ControlMapping")
        for (const { statement } of pack.measures.list) expect(drawn).toContain(squeezed(statement));
    }
  });

  test("says on every page which document it is, and that it is a draft where it is", () => {
    const { page, pdf } = found(name);
    const pages = pageCount(pdf);
    expect(pages).toBeGreaterThan(3);
    for (let number = 1; number <= pages; number++) {
      const text = textOf(pdf, number);
      expect(text).toContain(`${number} of ${pages}`);
      expect(text).toContain(`version ${page.meta.version}`);
      expect(/DRAFT/.test(text)).toBe(page.meta.status === "draft");
    }
  });

  test("links to the site, and to nothing that a page may not link to", () => {
    const { pdf } = found(name);
    const { output } = runTool("qpdf", ["--qdf", "--object-streams=disable", "$a.pdf", "-"], { "a.pdf": pdf });
    const links = [...output.matchAll(/\/URI \((.*?)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/^(https:\/\/trust\.example\/|mailto:)/);
  });
});

test("stays the same to the byte until a date of the pack passes", async () => {
  const { pack, page, pdf } = found("alphagen trust");
  expect(await pagePdf(pack, page, new Date("2026-12-31T23:59:59Z"), origin)).toEqual(pdf);
  const later = await pagePdf(pack, page, new Date("2027-01-01T00:00:00Z"), origin);
  expect(later).not.toEqual(pdf);
  expect(squeezed(textOf(later))).toContain(squeezed("target 2026 Q4 passed"));
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
