import { describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import { anchorOf, deviceRecords, keptRecords, privacySections, toldBy } from "@/server/site/privacy";
import { wordsIn } from "@/server/words/words";

const { publisher } = await loadPack("content", "alai");
const figures = Object.keys(publisher.portal.keep).map((name, index) => [name, 1009 + index] as const);
const changed = {
  ...publisher,
  portal: { ...publisher.portal, keep: { ...publisher.portal.keep, ...Object.fromEntries(figures) } },
};

describe.each(["en", "nb"] as const)("what the portal keeps, in %s", (locale) => {
  const records = keptRecords(changed, wordsIn(locale));

  test.each(figures)("tells of %s, with the setting’s own figure", (name, figure) => {
    const record = Object.entries(toldBy).find(([setting]) => setting === name)?.[1];
    const text = records.find(({ id }) => id === anchorOf(record ?? ""))?.until ?? "";
    expect(text.replace(/\D+/g, " ").trim().split(" ").join("")).toContain(String(figure));
  });

  test("each record says what, why and until when, under an anchor of its own", () => {
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    for (const { id, ...texts } of records) {
      expect(id).toMatch(/^[a-z-]+$/);
      for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
    }
  });

  test("is found by search in the page’s language", () => {
    expect(privacySections(changed, locale).every((each) => each.locale === locale && each.path === "/privacy")).toBe(
      true,
    );
  });
});

test("tells the longest time that any limit counts", () => {
  const until = (locale: "en" | "nb") =>
    keptRecords(publisher, wordsIn(locale)).find(({ id }) => id === "rate-limits")?.until;
  expect([until("en"), until("nb")]).toEqual([
    expect.stringContaining("24 hours"),
    expect.stringContaining("24 timer"),
  ]);
});

test.each([
  ["en", "Acknowledgements"],
  ["nb", "siden Takk"],
] as const)("says in %s that a name thanked publicly outlives its report", (locale, page) => {
  const words = wordsIn(locale);
  expect(keptRecords(publisher, words).find(({ id }) => id === "vulnerability-reports")?.until).toContain(page);
  expect(words("vulnerability.form.kept", { days: 365 })).toContain(page);
});

test("one day is said as one", () => {
  const one = { ...publisher, portal: { ...publisher.portal, keep: { ...publisher.portal.keep, usedLinksDays: 1 } } };
  const until = keptRecords(one, wordsIn("en")).find(({ id }) => id === "links")?.until;
  expect(until).toContain("1 day after");
});

test("a publisher that states no years for agreements is given none", () => {
  const silent = { ...publisher, statedRetention: { logsDays: null, signedAgreementsYears: null } };
  const until = (each: typeof publisher) =>
    keptRecords(each, wordsIn("en")).find(({ id }) => id === "agreements")?.until;
  expect(until(silent)).toContain("states no period");
  expect(until(publisher)).toContain("states 7 years");
});

test("the cookie and the two choices kept in the browser are all there is on a device", () => {
  expect(deviceRecords(wordsIn("en")).map(({ name, kind }) => [name, kind])).toEqual([
    ["trust-session", "cookie"],
    ["theme", "storage"],
    ["search-key", "storage"],
  ]);
});
