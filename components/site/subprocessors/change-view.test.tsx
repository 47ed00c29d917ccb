import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { days, later } from "@/server/platform/clock";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import type { RegisterEntry } from "@/server/subprocessors/register";
import type { Locale } from "@/server/words/locale";
import { currentIn } from "@/server/words/testing/current";
import { ChangeDifference } from "./change-difference";
import { ChangeView } from "./change-view";
import { daysLeft } from "./change-words";
import { PublicChanges } from "./public-changes";
import { RegisterTimeline } from "./register-timeline";

const entry: RegisterEntry = {
  ...{ id: "x", name: "X <b>Ltd</b>", role: null, purpose: "Old purpose", dataCategories: null },
  ...{ location: "EU", transferMechanism: null, certifications: null, since: "2024-02-29" },
};
const at = new Date("2026-12-01T12:00:00Z");
const change: RegisterChange = {
  ...{ id: "1", kind: "amendment", state: "noticed", previous: entry, entry: { ...entry, location: "Moon" } },
  ...{ reasons: "Line one\nLine <i>two</i>", assessment: "Low", alternatives: "Stay" },
  ...{ waits: true, noticeDays: 30, createdAt: at, approvedAt: at, noticedAt: at },
  ...{ effectiveAt: later(at, 30 * days), withdrawnAt: null, withdrawnReason: null },
};
const notice = { subject: "Subject", text: "Text\nof the notice" };
const pageOf = (given: Partial<RegisterChange> = {}, now = at, locale: Locale = "en") =>
  renderToStaticMarkup(
    <ChangeView change={{ ...change, ...given }} notice={notice} at={now} current={currentIn(locale)} />,
  );

describe("the difference", () => {
  const rowsOf = (given: Partial<RegisterChange>) =>
    renderToStaticMarkup(<ChangeDifference change={{ ...change, ...given }} current={currentIn("en")} />);

  test("of an amendment shows both sides of every field, and says what is unchanged", () => {
    const html = rowsOf({});
    expect(html).toMatch(/Location<\/th>.*EU.*Moon/);
    expect(html.match(/Unchanged/g)).toHaveLength(7);
    expect(html).toContain("X &lt;b&gt;Ltd&lt;/b&gt;");
    expect(html).toContain("not stated by the publisher");
  });

  test("of a newcomer, and of one that goes, shows one side", () => {
    expect(rowsOf({ kind: "addition", previous: null })).not.toContain("Until then");
    const removal = rowsOf({ kind: "removal", entry: null });
    expect(removal).not.toContain("From then on");
    expect(removal).toContain("29 February 2024");
  });
});

describe("the page of a change", () => {
  test("says when it takes effect with its zone, how long is left, and how to object", () => {
    const html = pageOf();
    expect(html).toContain("in 30 days, on ");
    expect(html).toContain("31 December 2026, 12:00 UTC");
    expect(html).toContain("30 days left of 30");
    expect(html).toContain('href="/portal/objections"');
    expect(html).toContain('href="/subprocessors?as-of=2026-12-31"');
    expect(html).toContain("Line one\nLine &lt;i&gt;two&lt;/i&gt;");
    expect(html).toContain("Text\nof the notice");
  });

  test("goes with the clock, to the very instant and not with the job", () => {
    expect(pageOf({}, later(at, 29.5 * days))).toContain("less than a day left of 30");
    const after = pageOf({}, later(at, 30 * days));
    expect(after).toContain("In effect");
    expect(after).toContain("Took effect");
    expect(after).not.toContain("left of");
    expect(after).toContain("The time for objections is over");
    expect([1.6, 1.4, 0.9, -3].map((left) => daysLeft(later(at, left * days), at))).toEqual([2, 1, 0, 0]);
  });

  test("withdrawn says why and offers no objection", () => {
    const html = pageOf({ state: "withdrawn", withdrawnAt: at, withdrawnReason: "We <b>stay</b>.\nSorry." });
    expect(html).toContain("This change is withdrawn");
    expect(html).toContain("We &lt;b&gt;stay&lt;/b&gt;.\nSorry.");
    expect(html).not.toContain("/portal/objections");
    expect(html).not.toContain("left of");
  });

  test("that waits for nothing has no time for objections", () => {
    const html = pageOf({ waits: false, state: "effective" });
    expect(html).toContain("there is no time for objections");
    expect(html).not.toContain("/portal/objections");
  });

  test("in Norwegian stays in Norwegian, around words that say they are English", () => {
    const html = pageOf({}, at, "nb");
    expect(html).toContain("30 dager igjen av 30");
    expect(html).toContain('href="/nb/subprocessors/changes"');
    expect(html).toContain('<span lang="en" dir="auto">Moon</span>');
    expect(html).not.toContain("Takes effect");
  });
});

describe("the list of changes", () => {
  const publisher = { names: { short: "Acme" }, noticeDays: 30 } as Parameters<typeof PublicChanges>[0]["publisher"];
  const row = { ...change, name: "X", replaces: null };
  const listOf = (given: Partial<Parameters<typeof PublicChanges>[0]>) =>
    renderToStaticMarkup(
      <PublicChanges publisher={publisher} coming={[]} past={[]} at={at} current={currentIn("en")} {...given} />,
    );

  test("says what there is none of", () => {
    const html = listOf({});
    expect(html).toContain("No change has been announced.");
    expect(html).toContain("No change has taken effect yet");
    expect(html).not.toContain("before=");
  });

  test("tells the days that are left, and leads on only from a full page", () => {
    expect(listOf({ coming: [row] })).toContain("30 days");
    const full = Array.from({ length: 50 }, (_, index) => ({ ...row, id: `r${index}`, state: "effective" as const }));
    expect(listOf({ past: full })).toContain('href="/subprocessors/changes?before=r49"');
    const last = listOf({ coming: null, past: [] });
    expect(last).toContain("There are no earlier changes.");
    expect(last).toContain("Back to the latest changes");
    expect(last).not.toContain("Coming changes");
  });
});

test("the timeline is told in words, and has the same as a table behind it", () => {
  const timeline = {
    ...{ from: later(at, -100 * days), until: later(at, 100 * days), left: 0 },
    rows: [
      {
        id: "a",
        name: "Old & Co",
        spans: [{ from: later(at, -100 * days), until: later(at, 30 * days), coming: false }],
      },
      { id: "b", name: "New", spans: [{ from: later(at, 30 * days), until: null, coming: true }] },
    ],
  };
  const html = renderToStaticMarkup(<RegisterTimeline timeline={timeline} at={at} current={currentIn("en")} />);
  expect(html).toContain('role="img"');
  expect(html).toContain("Old &amp; Co: 23 August 2026 to 31 December 2026; New: coming from 31 December 2026");
  expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(2);
  expect(html).toMatch(/<table.*Coming.*<\/table>/);
});
