import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CurrentWords } from "@/server/access/current-words";
import { loadPack } from "@/server/content/load-pack";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { RegisterQuery } from "@/server/subprocessors/register-view";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { RegisterView } from "./register-view";

const asking = vi.hoisted(() => ({ locale: "en" as "en" | "nb" }));
vi.mock("@/server/access/current-words", () => ({
  currentWords: async (): Promise<CurrentWords> => ({
    locale: asking.locale,
    words: wordsIn(asking.locale),
    href: (path) => localHref(asking.locale, path),
  }),
}));

const pack = await loadPack("content", "alai");
const at = new Date("2026-11-29T12:00:00Z");
const keptSince = new Date("2026-11-20T09:00:00Z");

interface Shown {
  readonly locale?: Locale;
  readonly entries?: readonly RegisterEntry[];
  readonly since?: Date | null;
}

async function pageOf(
  asked: Record<string, string>,
  { locale = "en", entries = pack.subProcessors.list, since = keptSince }: Shown = {},
): Promise<string> {
  asking.locale = locale;
  const query = RegisterQuery.parse(asked);
  return renderToStaticMarkup(
    await RegisterView({ pack, register: { entries, keptSince: since }, query, coming: [], timeline: null, at }),
  );
}

beforeEach(() => {
  asking.locale = "en";
});

describe("the day shown", () => {
  test.each([
    ["2026-11-25", "As it stood on ", "25 November 2026"],
    ["2026-11-29", "As it stands today, ", "29 November 2026"],
    ["2026-12-15", "As it will stand on ", "15 December 2026"],
  ])("%s: %s", async (day, words, date) => {
    expect(await pageOf({ "as-of": day })).toContain(`${words}<time dateTime="${day}">${date}</time>`);
  });

  test("in Norwegian is Norwegian and leads back in Norwegian", async () => {
    const html = await pageOf({ "as-of": "2026-12-15", sort: "name" }, { locale: "nb" });
    expect(html).toContain('Slik registeret vil være <time dateTime="2026-12-15">15. desember 2026</time>');
    expect(html).toContain('<a href="/nb/subprocessors?sort=name">Vis det slik det er nå</a>');
  });

  test("is not spoken of where none is asked", async () => {
    const none: Record<string, string>[] = [{}, { "as-of": "" }, { q: "iso" }];
    for (const asked of none) expect(await pageOf(asked)).not.toContain("The day shown");
  });

  test("before the register was kept names since when it is, and shows no table that would say nobody was named", async () => {
    const html = await pageOf({ "as-of": "2026-11-19" }, { entries: [] });
    expect(html).toContain(
      'kept here since <time dateTime="2026-11-20">20 November 2026</time>; what stood before is not recorded here. <a href="/subprocessors">',
    );
    expect(html).not.toMatch(/names no sub-processor|0 sub-processors/);
  });

  test("is not recorded where no register was ever made", async () => {
    const html = await pageOf({ "as-of": "2026-11-19" }, { entries: [], since: null });
    expect(html).toContain("This register has no entry yet; what stood on ");
  });

  test("that is no day is said so, with the register as it stands now and nothing of what was typed", async () => {
    const html = await pageOf({ "as-of": "2027-02-29" });
    expect(html).toContain("The day you asked for is not a day of the calendar");
    expect(html).toContain("Brevo");
    expect(html).not.toContain("2027-02-29");
    expect(await pageOf({ "as-of": "2027-02-29" }, { locale: "nb" })).toContain("finnes ikke i kalenderen");
    expect(await pageOf({ "as-of": "2028-02-29" })).toContain("29 February 2028");
  });

  test("on which nobody was named says so of that day", async () => {
    expect(await pageOf({ "as-of": "2026-11-25" }, { entries: [] })).toContain("no sub-processor for this day");
  });
});

describe("the day in the form and the links", () => {
  test("has a labelled field that holds what was asked", async () => {
    const html = await pageOf({ "as-of": "2026-12-15" });
    expect(html).toContain('for="filter_day"');
    expect(html).toMatch(/<input id="filter_day" type="date"[^>]* name="as-of" value="2026-12-15"/);
  });

  test("stays while sorting, and when a filter is let go", async () => {
    const html = await pageOf({ "as-of": "2026-12-15", q: "nobody at all" });
    expect(html).toContain("q=nobody+at+all&amp;sort=name&amp;as-of=2026-12-15");
    expect(html).toContain('<a href="/subprocessors?as-of=2026-12-15">show all entries</a>');
  });

  test("leads to the files of that day", async () => {
    const html = await pageOf({ "as-of": "2026-12-15" });
    expect(html).toContain('<a href="/subprocessors.json?as-of=2026-12-15">JSON</a>');
    expect(html).toContain('<a href="/subprocessors.csv?as-of=2026-12-15">CSV</a>');
  });
});
