import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { RegisterQuery, viewRegister } from "@/server/subprocessors/register-view";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { RegisterTable } from "./register-table";

const alai = (await loadPack("content", "alai")).subProcessors.list;
const current = (locale: Locale) => ({
  locale,
  words: wordsIn(locale),
  href: (path: string) => localHref(locale, path),
});

function tableOf(entries: readonly RegisterEntry[], asked: Record<string, string> = {}, locale: Locale = "en"): string {
  const query = RegisterQuery.parse(asked);
  const shown = viewRegister(entries, query, locale);
  return renderToStaticMarkup(
    <RegisterTable shown={shown} total={entries.length} query={query} current={current(locale)} />,
  );
}

const rowsOf = (html: string) =>
  [...html.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][ >](.*?)<\/t[hd]>/gs)].map(([cell]) =>
      cell.replace(/<[^>]+>/g, "").replaceAll("&amp;", "&"),
    ),
  );

const silent = "not stated by the publisher";

describe("the register of ALAI", () => {
  test("shows each of its publisher's rows, cell by cell", () => {
    const [, ...rows] = rowsOf(tableOf(alai));
    const row = (name: string, location: string, mechanism: string, certifications: string) => [
      name,
      silent,
      silent,
      silent,
      location,
      mechanism,
      certifications,
      silent,
    ];
    expect(rows).toEqual([
      row("Anthropic PBC", "USA (AWS us-east-1)", "SCCs", "SOC 2 Type II, GDPR DPA, SCCs"),
      row("Microsoft Azure", "EU West / Norway East", silent, "ISO 27001, SOC 2, GDPR compliant"),
      row("Cloudflare Inc.", "Global (EU data residency)", silent, "ISO 27001, SOC 2 Type II, GDPR DPA"),
      row("Brevo", "EU (Frankfurt)", silent, "GDPR compliant, ISO 27001"),
    ]);
    expect(tableOf(alai)).toContain("has seen no certificate");
  });

  test("in Norwegian keeps the publisher's words English and says so", () => {
    const html = tableOf(alai, { sort: "location" }, "nb");
    expect(html).toContain('<span lang="en" dir="auto">EU West / Norway East</span>');
    expect(html).toContain("ikke oppgitt av leverandøren");
    expect(html).toContain('href="/nb/subprocessors?sort=location&amp;order=descending"');
    expect(html.match(/aria-sort/g)).toHaveLength(1);
  });
});

describe("the table", () => {
  test("counts what is shown of how much", () => {
    expect(tableOf(alai, { q: "frankfurt" })).toContain("<caption>1 of 4 sub-processors</caption>");
    expect(tableOf(alai, { q: "frankfurt" }, "nb")).toContain("<caption>1 av 4 underdatabehandlere</caption>");
    expect(tableOf(alai)).toContain("<caption>4 sub-processors</caption>");
  });

  test("says what to do where nothing is found, and that nobody is named where nobody is", () => {
    expect(tableOf(alai, { q: "nobody" })).toContain('<a href="/subprocessors">show all entries</a>');
    expect(tableOf([])).toContain("The publisher names no sub-processor.");
  });

  test("keeps the filter while it sorts", () => {
    expect(tableOf(alai, { q: "iso", stated: "location" })).toContain(
      'href="/subprocessors?q=iso&amp;stated=location&amp;sort=name"',
    );
  });

  test("shows hostile names as text, in the direction of their own script", () => {
    const [first] = alai;
    if (first === undefined) throw new Error("the pack names nobody");
    const html = tableOf([
      { ...first, name: "<img src=x onerror=alert(1)>" },
      { ...first, id: "two", name: "شركة" },
    ]);
    expect(html).not.toContain("<img");
    expect(html).toMatch(/<a id="two"[^>]* dir="auto"[^>]*>شركة<\/a>/);
  });
});
