import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { CurrentWords } from "@/server/access/current-words";
import type { LiveFigures } from "@/server/assurance/reports/live-figures";
import { quarterNamed } from "@/server/assurance/reports/quarter";
import { publishedQuarters } from "@/server/assurance/reports/queries";
import { type ReportParts, trustReport } from "@/server/assurance/reports/report";
import { loadPack } from "@/server/content/load-pack";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { durationInWords, percentInWords } from "./figure-words";
import { ReportList } from "./report-list";
import { ReportPage } from "./report-page";

const current = (locale: Locale): CurrentWords => ({
  locale,
  words: wordsIn(locale),
  href: (path) => localHref(locale, path),
});

const pack = await loadPack("content", "alphagen", { demonstration: true });
const [q3 = null, q2 = null] = pack.reports;
const live: LiveFigures = {
  accessRequests: { asked: 1234, letIn: 0, approved: 0, declined: 0, medianDecisionHours: null },
  events: 12_345,
  sequenced: 12_345,
};
const report = (parts: Partial<ReportParts> = {}) =>
  trustReport({
    ...{ quarter: quarterNamed("2026-Q3"), publisher: pack.publisher, file: q3, begin: null, live },
    ...{ recomputation: null, demonstration: true, ...parts },
  });
const earlier = [report({ quarter: quarterNamed("2026-Q2"), file: q2 })];
const page = (shown = report(), locale: Locale = "en", before = earlier) =>
  renderToStaticMarkup(<ReportPage report={shown} earlier={before} publisher="AlphaGen" current={current(locale)} />);
const texts = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/\s+/g, " ");

describe("a demonstration report", () => {
  test.each(["en", "nb"] as const)("says so in its title, each chart and each table: %s", (locale) => {
    const html = page(report(), locale);
    const word = locale === "en" ? "Demonstration" : "Demonstrasjon";
    expect(html).toMatch(new RegExp(`<h1>[^<]*\\(${word.toLowerCase()}\\)`));
    for (const [, description] of html.matchAll(/role="img" aria-label="([^"]*)"/g))
      expect(description).toMatch(new RegExp(`^${word}`));
    const charts = html.split('role="img"').slice(1);
    expect(charts.length).toBeGreaterThan(5);
    for (const chart of charts) expect(texts(chart).slice(0, 1500)).toContain(word);
    const captions = [...html.matchAll(/<caption([^>]*)>([^<]*)/g)];
    expect(captions.length).toBeGreaterThan(6);
    for (const [, attributes, caption] of captions) {
      expect(caption).toMatch(new RegExp(`^${word}`));
      expect(attributes).not.toContain("visually-hidden");
    }
  });

  test("marks the source of each figure, and the list marks it too", () => {
    expect(texts(page())).toContain("Source: Demonstration figure, invented: the publisher has not stated it.");
    const list = renderToStaticMarkup(
      <ReportList
        reports={publishedQuarters(pack, new Date("2026-11-22T00:00:00Z"))}
        publisher="AlphaGen"
        current={current("en")}
      />,
    );
    expect(texts(list)).toContain("Trust report 2026 Q3 (demonstration)");
    expect(list.indexOf("2026 Q3")).toBeLessThan(list.indexOf("2026 Q2"));
  });
});

describe("what nobody measured", () => {
  const empty = page(report({ file: null }), "en", []);

  test("is told as that in every section, and is no zero", () => {
    expect(empty).not.toContain('role="img"');
    expect(texts(empty)).not.toMatch(/\b0\b/);
    expect(texts(empty).match(/Not measured: the publisher states no figure/g)).toHaveLength(2);
    expect(texts(empty).match(/No such records are kept yet, and the publisher/g)).toHaveLength(3);
    expect(texts(empty).match(/records begin after this quarter/g)).toHaveLength(2);
  });

  test("leaves the stated targets there", () => {
    expect(texts(empty)).toContain("within 24 hours of vendor patch availability");
    expect(texts(empty)).toContain("within 7 days");
  });
});

describe("what the portal recorded", () => {
  const begin = new Date("2026-08-15T09:00:00Z");

  test("says since when, and by its own records", () => {
    const html = texts(page(report({ file: null, begin, demonstration: false }), "en", []));
    expect(html).toContain("own records, which begin on 15 August 2026");
    expect(html).toContain("12,345");
    expect(html).toContain("Nothing was decided");
    expect(html).toContain("Not recomputed yet");
    expect(html).not.toContain("emonstration");
  });

  test("tells a broken chain as broken", () => {
    const recomputation = { at: begin, good: false, events: 7 };
    expect(texts(page(report({ file: null, begin, recomputation })))).toContain("Broken after 7 events");
  });
});

test("a slowest time over the target is told in words", () => {
  expect(texts(page())).toContain("7.9 days, over the target");
  expect(texts(page())).toContain("Target: 24 hours");
});

test("hostile text of a file is text on the page", () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const file = q3 && {
    ...q3,
    note: hostile,
    signedOff: { by: hostile, role: hostile, date: "2026-10-09" },
    mfaCoverage: [{ group: hostile, percent: 50 }],
    patching: [{ ...(q3.patching?.[2] ?? never()), severity: hostile }],
  };
  const html = page(report({ file }));
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain("&lt;script&gt;");
});

test("the page has no inline style, no script and nothing from elsewhere", () => {
  for (const locale of ["en", "nb"] as const) expect(page(report(), locale)).not.toMatch(/ style=|<script|http/);
});

test("in Norwegian the publisher's own words keep their language and links their place", () => {
  const html = page(report(), "nb");
  expect(html).toContain('<span lang="en" dir="auto">Operator accounts</span>');
  expect(html).toContain('href="/nb/subprocessors"');
  expect(html).toContain('href="/reports/2026-q3.json"');
  expect(texts(html)).toContain("98,5 %");
  expect(texts(html)).toContain("3. kvartal 2026");
});

test("a chart's description has one language, and what is drawn beside it says its own", () => {
  const html = page(report(), "nb");
  const descriptions = [...html.matchAll(/role="img" aria-label="([^"]*)"/g)].map(
    ([, description = ""]) => description,
  );
  for (const own of ["Operator accounts", "Critical CVEs"]) {
    expect(descriptions.join()).not.toContain(own);
    expect(html).toContain(`lang="en">${own}</span>`);
  }
  expect(descriptions.join()).toContain("98,5");
  const english = [...page().matchAll(/role="img" aria-label="([^"]*)"/g)].join();
  for (const own of ["Operator accounts: 100%", "Critical CVEs, "]) expect(english).toContain(own);
  expect(page()).not.toContain('lang="en"');
});

test("the demonstration tells of no advisory that nobody can read", () => {
  expect(pack.reports.length).toBeGreaterThan(1);
  for (const each of pack.reports) expect(each.advisories).toBeNull();
});

describe("figures in words", () => {
  const en = current("en");
  test.each([
    [0, "0 hours"],
    [0.005, "1 minute"],
    [0.5, "30 minutes"],
    [1, "1 hour"],
    [19.46, "19.5 hours"],
    [71.9, "71.9 hours"],
    [72, "3 days"],
    [168, "7 days"],
  ])("%d hours are %s", (hours, text) => expect(durationInWords(hours, en)).toBe(text));

  test.each([
    [100, "100%"],
    [99.99, "99.9%"],
    [0.04, "0%"],
  ])("%d per cent never reads as more than it is: %s", (percent, text) => {
    expect(percentInWords(percent, en)).toBe(text);
  });
});

function never(): never {
  throw new Error("the demonstration lacks a severity without target");
}
