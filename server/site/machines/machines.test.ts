/** What machines are given: each form parses, says only what is stated, and nothing in the data breaks out of it. */
import { describe, expect, test } from "vitest";
import { publishedQuarters } from "@/server/assurance/reports/queries";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { isPublicAddress } from "@/server/content/public-addresses";
import { llms } from "@/server/site/machines/llms";
import { complianceMarkdown, registerMarkdown, reportsMarkdown } from "@/server/site/machines/markdown";
import { accessibilityMarkdown, privacyMarkdown } from "@/server/site/machines/portal-markdown";
import { robots } from "@/server/site/machines/robots";
import { sitemap } from "@/server/site/machines/sitemap";
import { scriptText, structuredData, trailOf } from "@/server/site/machines/structured-data";
import { xmlText } from "@/server/site/machines/xml";
import { fixedPages } from "@/server/site/pages";
import { keptRecords } from "@/server/site/privacy";
import { wordsIn } from "@/server/words/words";

const origin = new URL("https://trust.publisher.example");
const at = new Date("2026-11-22T12:00:00Z");
const packs = { alphagen: await loadPack("content", "alphagen"), alai: await loadPack("content", "alai") };
const hostile = '</script><!-- ]]> & "quoted" | [x](javascript:1) \u0001\u2028 <b>';

function renamed(pack: Pack, short: string): Pack {
  return { ...pack, publisher: { ...pack.publisher, names: { legal: short, short } } };
}

describe.each(Object.values(packs))("the list of pages of $name", (pack) => {
  const pages = fixedPages(pack, "en");

  test("names each address once, each with a page above it that is in the list", () => {
    const paths = pages.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { parent, path } of pages) expect(parent === null ? path === "/" : paths.includes(parent)).toBe(true);
  });

  test("is what the packs may link to", () => {
    for (const { path, markdown } of pages)
      for (const address of [path, markdown])
        expect(address === null || isPublicAddress(pack, address), `${address}`).toBe(true);
    expect(isPublicAddress(pack, "/desk")).toBe(false);
  });

  test("says the interface's words in each language and the publisher's in its own", () => {
    const norwegian = fixedPages(pack, "nb");
    expect(norwegian.find(({ path }) => path === "/privacy")?.title).toEqual({ text: "Personvern", locale: "nb" });
    expect(norwegian.find(({ path }) => path === "/trust")?.title.locale).toBe("en");
  });
});

describe("sitemap.xml", () => {
  const text = sitemap(fixedPages(packs.alphagen, "en"), ["en", "nb"], origin);

  test("has each page in each language, naming its others", () => {
    const places = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
    expect(places).toContain("https://trust.publisher.example/trust");
    expect(places).toContain("https://trust.publisher.example/nb/trust");
    expect(new Set(places).size).toBe(places.length);
    expect(places.some((place) => /search|portal|desk/.test(place ?? ""))).toBe(false);
    expect(text.match(/hreflang="x-default"/g)?.length).toBe(places.length);
  });

  test("gives a date only where the document has one", () => {
    expect(text).toMatch(/\/trust<\/loc>\s*<lastmod>2026-04-27<\/lastmod>/);
    expect(text).not.toMatch(/\/privacy<\/loc>\s*<lastmod>/);
  });

  test("elements are closed in turn", () => {
    const open: string[] = [];
    for (const [, close, name = "", self] of text.matchAll(/<(\/?)([a-z:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (self === "/") continue;
      if (close === "/") expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
    expect(xmlText(hostile)).not.toMatch(/[<>]|"(?!;)/);
  });

  test("with one language no page names another", () => {
    expect(sitemap(fixedPages(packs.alphagen, "en"), ["en"], origin)).not.toMatch(/hreflang|\/nb/);
  });
});

test("robots.txt closes the signed-in areas in each language and names the sitemap", () => {
  const text = robots(origin);
  for (const path of ["/portal", "/desk", "/nb/portal", "/nb/desk"]) expect(text).toContain(`\nDisallow: ${path}\n`);
  expect(text).toContain("\nSitemap: https://trust.publisher.example/sitemap.xml\n");
});

describe("llms.txt", () => {
  const shape =
    /^# [^\n]+\n\n> [^\n]+\n\n[^#\n][^\n]*\n(\n## [^\n]+\n\n(- \[[^\n]+\]\(https:[^\n)]+\)(: [^\n]+)?\n)+)+$/;

  test.each(Object.values(packs))("of $name has a title, a summary and lists of links", (pack) => {
    const text = llms(pack, fixedPages(pack, "en"), { origin, hasSecurityText: true });
    expect(text).toMatch(shape);
    expect(text).toContain("(https://trust.publisher.example/trust.md)");
    for (const name of ["subprocessors", "reports", "privacy", "accessibility"])
      expect(text).toContain(`(https://trust.publisher.example/${name}.md)`);
  });

  test("of a hostile name keeps its shape", () => {
    const pack = renamed(packs.alphagen, `${hostile}\n## More`);
    expect(llms(pack, fixedPages(pack, "en"), { origin, hasSecurityText: true })).toMatch(shape);
  });

  test("a publisher without a security contact names no security.txt", () => {
    expect(llms(packs.alai, fixedPages(packs.alai, "en"), { origin, hasSecurityText: false })).not.toContain(
      "security.txt",
    );
    expect(llms(packs.alphagen, fixedPages(packs.alphagen, "en"), { origin, hasSecurityText: true })).toContain(
      "security.txt",
    );
  });
});

describe("structured data", () => {
  const of = (pack: Pack, path: string) =>
    structuredData(pack.publisher, trailOf(fixedPages(pack, "en"), path), { locale: "en", origin, siteName: "Site" });

  test("of the start page tells of the publisher what it states, and where to search", () => {
    const text = JSON.stringify(of(packs.alphagen, "/"));
    expect(text).toContain("17084844");
    expect(text).toContain("https://trust.publisher.example/search?q={search_term_string}");
    expect(text).not.toMatch(/null|undefined|address/);
    expect(JSON.stringify(of(packs.alai, "/"))).not.toContain("identifier");
  });

  test("of a history leads from the start page over the document", () => {
    const names = JSON.stringify(of(packs.alphagen, "/trust/history"));
    expect(names).toMatch(/"position":1.*"position":2.*"position":3/);
  });

  test("a name that would end the script does not, and is read back as it was", () => {
    const text = scriptText(of(renamed(packs.alphagen, hostile), "/"));
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(hostile).slice(1, -1));
  });

  test("a page that is in no list has no trail", () => {
    expect(trailOf(fixedPages(packs.alphagen, "en"), "/sign-in/sent")).toEqual([]);
  });
});

describe("Markdown", () => {
  const rows = (text: string) => text.split("\n").filter((line) => line.startsWith("|"));
  const cells = (line: string) => line.replace(/\\\|/g, "").split("|").length;

  test("of the programmes has a row each, with the passed target said by the clock", () => {
    const text = complianceMarkdown(packs.alphagen, at);
    expect(rows(text)).toHaveLength(packs.alphagen.programmes.length + 2);
    expect(text).toContain("target 2026 Q3 passed");
    expect(complianceMarkdown(packs.alphagen, new Date("2026-09-30T23:00:00Z"))).not.toContain("passed");
  });

  test("of the register keeps its columns whatever a cell holds", () => {
    const [first] = packs.alai.subProcessors.list;
    if (first === undefined) throw new Error("the pack names nobody");
    const text = registerMarkdown(packs.alai, [{ ...first, since: null, name: `${hostile}\nnew line` }], at);
    const [head, ...others] = rows(text).map(cells);
    expect(others.every((count) => count === head)).toBe(true);
    expect(text).toContain("not stated by the publisher");
  });

  const lists = (pack: Pack, when = at) => [
    complianceMarkdown(pack, when),
    registerMarkdown(pack, [], when),
    reportsMarkdown(pack, publishedQuarters(pack, when), when),
    privacyMarkdown(pack.publisher, false, when),
    accessibilityMarkdown(pack.publisher, null, when),
  ];

  test("of a draft says so under each title, with what is pending by the clock; of a final publisher it does not", () => {
    for (const text of lists(packs.alai)) {
      expect(text).toMatch(
        /^# [^\n]+\n\n> \*\*Draft\.\*\* The measures rest on [^\n]+\n>\n> Still pending: Security audit/,
      );
      expect(text).not.toContain("passed. ");
    }
    for (const text of lists(packs.alai, new Date("2027-01-01T00:00:00Z")))
      expect(text).toMatch(/Security audit \([^)]*2026 Q4[^)]*passed\)/);
    for (const text of lists(packs.alphagen)) expect(text).not.toContain("Draft");
  });

  test("of privacy has each record and the time stamps only where they are used", () => {
    const text = privacyMarkdown(packs.alphagen.publisher, false, at);
    const words = wordsIn("en");
    for (const { title } of keptRecords(packs.alphagen.publisher, words)) expect(text).toContain(`\n### ${title}\n`);
    expect(text).not.toContain("time-stamp authority");
    expect(privacyMarkdown(packs.alphagen.publisher, true, at)).toContain("time-stamp authority");
  });

  test("of accessibility says what was measured, or that nothing was", () => {
    const { publisher } = packs.alphagen;
    expect(accessibilityMarkdown(publisher, null, at)).toContain("Not measured yet");
    const measurement = {
      ...{ measuredAt: "2026-11-22T10:00:00Z", tools: [{ name: "axe", version: "4.1" }] },
      ...{ pages: 12, findings: 0, notMeasured: [hostile] },
    };
    const text = accessibilityMarkdown(publisher, measurement, at);
    for (const fact of ["2026-11-22", "12", "axe 4.1"]) expect(text).toContain(`: ${fact}\n`);
    expect(text).not.toContain("<script");
  });

  test("of the reports has a row each, and marks a demonstration", async () => {
    const pack = await loadPack("content", "alphagen", { demonstration: true });
    const text = reportsMarkdown(pack, publishedQuarters(pack, at), at);
    expect(rows(text)).toHaveLength(pack.reports.length + 2);
    expect(text).toContain("Trust report 2026 Q3 (demonstration)");
    expect(text).toContain("2026-07-01 – 2026-09-30");
    expect(reportsMarkdown(packs.alphagen, [], at)).toContain("No report is published yet");
  });
});
