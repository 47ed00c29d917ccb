/** Holds the shipped packs to their publishers' documents: every listed fact, figure and table row is on its page. */
import { describe, expect, test } from "vitest";
import { holds, sectionOf, textOf } from "@/scripts/content-check/page-text";
import { publicPage } from "@/scripts/content-check/public-pages";
import { orderProblems, readFacts } from "@/server/content/facts-file";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { pageMarkdown } from "@/server/content/page-markdown";
import { renderPage } from "@/server/content/render-page";
import type { Locale } from "@/server/words/locale";

const contentDir = import.meta.dirname;
const now = new Date("2026-11-22T12:00:00Z");

async function factsOf(pack: string) {
  const facts = await readFacts(contentDir, pack, []);
  if (facts === null) throw new Error(`no facts of ${pack}`);
  return facts;
}

function htmlOf(pack: Pack, name: string, at = now, locale: Locale = "en"): string {
  const html = publicPage(pack, name, at, locale);
  if (html === null) throw new Error(`no page ${name}`);
  return html;
}

function section(html: string, anchor: string): string {
  const found = sectionOf(html, anchor);
  if (found === null) throw new Error(`no section ${anchor}`);
  return found;
}

describe.each(["alphagen", "alai"])("%s", async (name) => {
  const pack = await loadPack(contentDir, name);
  const listed = await factsOf(name);
  const html = new Map(
    ["home", "trust", "toms", "compliance", "subprocessors"].map((page) => [page, htmlOf(pack, page)]),
  );
  const drawn = (page: string) => html.get(page) ?? "";

  test.each(listed.facts)("$page#$section: $fact", ({ page, section: anchor, fact, row }) => {
    const there = section(drawn(page), anchor);
    expect(holds(there, fact, row), `in: ${textOf(there)}`).toBe(true);
  });

  test("its sections stand in the order of the publisher's own numbers", () => {
    expect(orderProblems(listed, pack.pages)).toEqual([]);
  });

  test.each(pack.measures.list)("measure $id: its figures stand in $section", (measure) => {
    const { figures, statement } = measure;
    const [page = "", anchor = ""] = measure.section.slice(1).split("#");
    // The tables of a page quote the same data, so only what the page says beside its mapping counts.
    const there = textOf(section(drawn(page), anchor)).toLowerCase();
    for (const figure of figures) expect(there).toContain(figure.toLowerCase());
    expect(textOf(drawn("toms"))).toContain(statement);
  });

  test("its pages name nothing of the other publisher", () => {
    const other =
      name === "alai" ? /alphagen|alpha-gen|17084844|Companies House|Cutie/i : /alai\b|Datatilsynet|Bitwarden|Brevo/i;
    for (const page of html.values()) expect(page).not.toMatch(other);
  });

  test("its pages carry no script, no style and no picture from elsewhere", () => {
    for (const page of html.values()) expect(page).not.toMatch(/<script|<style|style=|<img|<iframe|javascript:/i);
  });

  test("the Markdown export says what the page says and holds no component", () => {
    for (const page of ["trust", "toms"]) {
      const markdown = pageMarkdown(pack, page, now) ?? "";
      expect(markdown).toMatch(/^---\ntitle: /);
      expect(markdown).not.toMatch(/<[A-Z]|\[#|\{\//);
    }
  });
});

describe("targets by the clock", async () => {
  const passed = { alphagen: ["2026 Q3", "2026 Q4", "2027 Q2"], alai: ["2026 Q4"] };
  const open = { alphagen: ["2027 Q3"], alai: [] };
  const packs = { alphagen: await loadPack(contentDir, "alphagen"), alai: await loadPack(contentDir, "alai") };
  const textAt = (pack: Pack, page: string, at: string, locale: Locale = "en") =>
    textOf(htmlOf(pack, page, new Date(at), locale));

  describe.each(["alphagen", "alai"] as const)("%s", (name) => {
    test.each(["home", "trust", "compliance"])("on 1 July 2027 /%s says which have passed, and of no other", (page) => {
      const text = textAt(packs[name], page, "2027-07-01T00:00:00Z");
      for (const quarter of passed[name])
        expect(text.toLowerCase()).toContain(`target ${quarter} passed`.toLowerCase());
      for (const quarter of open[name])
        expect(text.toLowerCase()).not.toContain(`target ${quarter} passed`.toLowerCase());
    });
  });

  test("AlphaGen’s first has passed in November 2026, since 30 September", () => {
    for (const page of ["home", "trust", "compliance"]) {
      const text = textAt(packs.alphagen, page, "2026-11-22T00:00:00Z");
      expect(text).toMatch(/target 2026 Q3 passed (on|\(the quarter ended on) 30 September 2026/);
      expect(text).not.toMatch(/target 2026 Q4 passed/i);
      expect(textAt(packs.alphagen, page, "2026-09-30T23:59:59.999Z")).not.toMatch(/target 20\d\d Q\d passed/i);
      expect(textAt(packs.alphagen, page, "2026-10-01T00:00:00Z")).toMatch(/target 2026 Q3 passed/i);
    }
    expect(textAt(packs.alphagen, "toms", "2026-11-22T00:00:00Z")).toMatch(/target 2026 Q3 passed/i);
  });

  test("ALAI’s TOMs say of each plan that it has passed from 1 January 2027", () => {
    const plans = (at: string) => textAt(packs.alai, "toms", at).match(/target 2026 Q4 passed/g)?.length ?? 0;
    expect(plans("2026-12-31T23:59:59.999Z")).toBe(0);
    expect(plans("2027-01-01T00:00:00Z")).toBeGreaterThanOrEqual(4);
  });

  test("in Norwegian too, with the publisher’s own words marked as English", () => {
    const html = htmlOf(packs.alphagen, "compliance", now, "nb");
    expect(textOf(html)).toContain("målet 3. kvartal 2026 ble passert 30. september 2026");
    expect(html).toContain('<span lang="en" dir="auto">Targeted for 2026 Q3.</span>');
    expect(htmlOf(packs.alphagen, "compliance")).not.toContain("lang=");
  });
});

test("a claim without evidence is shown without it, and one that names a document does not link to nowhere", async () => {
  const pack = await loadPack(contentDir, "alphagen");
  const html = htmlOf(pack, "compliance");
  expect(textOf(section(html, "hipaa"))).toContain("Evidence None published");
  expect(textOf(section(html, "gdpr"))).toContain("Privacy Policy: named by the publisher");
  expect(section(html, "gdpr")).not.toMatch(/<a[^>]*>Privacy Policy/);
});

test("a page that the pack does not hold is null, whatever its name", async () => {
  const pack = await loadPack(contentDir, "alai");
  for (const name of ["nobody", "constructor", "../trust"]) {
    expect(renderPage(pack, name, {})).toBeNull();
    expect(pageMarkdown(pack, name, now)).toBeNull();
  }
});

test("what a publisher has not stated says so", async () => {
  const alai = await loadPack(contentDir, "alai");
  expect(textOf(section(htmlOf(alai, "trust"), "contact"))).toContain(
    "Reporting a vulnerability: not stated by the publisher",
  );
  expect(pageMarkdown(alai, "toms", now)).toContain("Mail address: not stated by the publisher");
});
