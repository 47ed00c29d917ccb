/** Holds the shipped packs to their publishers' documents: every listed fact, figure and table row is on its page. */
import { readFile } from "node:fs/promises";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { contentComponents } from "@/components/content/content-components";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { pageMarkdown } from "@/server/content/page-markdown";
import { pageView } from "@/server/content/page-view";
import { renderPage } from "@/server/content/render-page";

const contentDir = import.meta.dirname;
const now = new Date("2026-11-22T12:00:00Z");

const Facts = z.array(
  z.strictObject({
    page: z.string(),
    section: z.string(),
    facts: z.array(z.string()).default([]),
    rows: z.array(z.array(z.string())).default([]),
  }),
);

async function factsOf(pack: string) {
  const listed = Facts.parse(parse(await readFile(`${contentDir}/${pack}/facts.yaml`, "utf8")));
  return listed.flatMap(({ page, section, facts, rows }) => [
    ...facts.map((fact) => ({ page, section, fact, row: null })),
    ...rows.map((row) => ({ page, section, fact: row.join(" | "), row })),
  ]);
}

function htmlOf(pack: Pack, name: string, at = now): string {
  const page = pack.pages[name];
  const element = page && renderPage(pack, name, contentComponents(pageView(pack, page.meta, at)));
  if (!element) throw new Error(`no page ${name}`);
  return renderToStaticMarkup(element);
}

/** From the heading with this anchor to the next of its depth or above; "" is what comes before the first heading. */
function sectionOf(html: string, anchor: string): string {
  if (anchor === "") return html.slice(0, html.search(/<h[234] /));
  const found = new RegExp(`<h([234]) id="${anchor}">`).exec(html);
  if (!found) throw new Error(`no section ${anchor}`);
  const rest = html.slice(found.index + found[0].length);
  const end = rest.search(new RegExp(`<h[2-${found[1]}] id=`));
  return end === -1 ? rest : rest.slice(0, end);
}

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'" };

function textOf(html: string): string {
  return html
    .replace(/<(\/?(p|li|td|th|tr|h\d|div|figcaption|text|tspan|summary|caption)\b)[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|amp|quot|#x27);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ");
}

function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => textOf(cell).trim()),
  );
}

describe.each(["alphagen", "alai"])("%s", async (name) => {
  const pack = await loadPack(contentDir, name);
  const html: Record<string, string> = { trust: htmlOf(pack, "trust"), toms: htmlOf(pack, "toms") };

  test.each(await factsOf(name))("$page#$section: $fact", ({ page, section, fact, row }) => {
    const there = sectionOf(html[page] ?? "", section);
    if (row === null) expect(textOf(there)).toContain(fact);
    else expect(rowsOf(there).map((cells) => cells.slice(0, row.length))).toContainEqual(row);
  });

  test.each(pack.measures.list)("measure $id: its figures stand in $section", ({ figures, section, statement }) => {
    const [page = "", anchor = ""] = section.slice(1).split("#");
    // The tables of a page quote the same data, so only what the page says beside its mapping counts.
    const there = textOf(sectionOf(html[page] ?? "", anchor)).toLowerCase();
    for (const figure of figures) expect(there).toContain(figure.toLowerCase());
    expect(textOf(html.toms ?? "")).toContain(statement);
  });

  test("its pages name nothing of the other publisher", () => {
    const other =
      name === "alai" ? /alphagen|alpha-gen|17084844|Companies House|Cutie/i : /alai\b|Datatilsynet|Bitwarden|Brevo/i;
    for (const page of ["trust", "toms"]) expect(html[page]).not.toMatch(other);
  });

  test("its pages carry no script, no style and no picture from elsewhere", () => {
    for (const page of ["trust", "toms"])
      expect(html[page]).not.toMatch(/<script|<style|style=|<img|<iframe|javascript:/i);
  });

  test("the Markdown export says what the page says and holds no component", () => {
    for (const page of ["trust", "toms"]) {
      const markdown = pageMarkdown(pack, page, now) ?? "";
      expect(markdown).toMatch(/^---\ntitle: /);
      expect(markdown).not.toMatch(/<[A-Z]|\[#|\{\//);
    }
  });
});

test("a target is passed once its quarter is over, not before", async () => {
  const pack = await loadPack(contentDir, "alphagen");
  const compliance = (at: string) => textOf(sectionOf(htmlOf(pack, "trust", new Date(at)), "compliance"));
  expect(compliance("2026-11-22T00:00:00Z")).toContain("Targeted for 2026 Q3 – this date has passed");
  expect(compliance("2026-11-22T00:00:00Z")).not.toContain("2026 Q4 – this date has passed");
  expect(compliance("2026-09-30T23:59:59Z")).not.toContain("this date has passed");
  expect(compliance("2027-01-01T00:00:00Z")).toContain("Targeted for 2026 Q4 – this date has passed");
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
  expect(textOf(sectionOf(htmlOf(alai, "trust"), "contact"))).toContain(
    "Reporting a vulnerability: not stated by the publisher",
  );
  expect(pageMarkdown(alai, "toms", now)).toContain("Mail address: not stated by the publisher");
});
