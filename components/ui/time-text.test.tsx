import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { TimeText } from "./time-text";

const now = new Date("2026-11-22T20:00:00Z");

describe("TimeText", () => {
  it("says an instant in words, with its zone, and gives machines UTC", () => {
    expect(renderToStaticMarkup(<TimeText value="2026-12-15T09:00:00Z" zone="Europe/London" />)).toBe(
      '<time dateTime="2026-12-15T09:00:00.000Z">15 December 2026, 09:00 Greenwich Mean Time</time>',
    );
    expect(renderToStaticMarkup(<TimeText value={new Date("2026-07-01T22:30:00Z")} zone="Europe/Oslo" />)).toContain(
      "2 July 2026, 00:30 Central European Summer Time",
    );
    expect(renderToStaticMarkup(<TimeText value="2026-12-15T09:00:00Z" />)).toContain("09:00 UTC");
    expect(renderToStaticMarkup(<TimeText value="2026-12-15T09:00:00Z" zone="Europe/London" short />)).toContain(
      "09:00 GMT",
    );
  });

  it("keeps a calendar day the same day in every zone", () => {
    for (const zone of ["Pacific/Auckland", "America/Los_Angeles", "UTC"]) {
      expect(renderToStaticMarkup(<TimeText value="2026-12-15" zone={zone} />)).toBe(
        '<time dateTime="2026-12-15">15 December 2026</time>',
      );
    }
  });

  it.each([
    ["2026-12-15", "in 23 days, on "],
    ["2026-11-23", "tomorrow, "],
    ["2026-11-22", "today, "],
    ["2026-09-30", "53 days ago, on "],
  ])("says how far off %s is: %s", (value, words) => {
    expect(renderToStaticMarkup(<TimeText value={value} now={now} />)).toMatch(new RegExp(`^${words}<time`));
  });

  it("counts days as the reader's calendar does, not by 24 hours", () => {
    const instant = "2026-11-22T23:30:00Z";
    expect(renderToStaticMarkup(<TimeText value={instant} zone="Europe/Oslo" now={now} />)).toMatch(/^tomorrow/);
    expect(renderToStaticMarkup(<TimeText value={instant} zone="UTC" now={now} />)).toMatch(/^today/);
  });

  it("speaks Norwegian", () => {
    expect(renderToStaticMarkup(<TimeText value="2026-12-15" now={now} locale="nb" />)).toMatch(
      /^om 23 d.*15\. desember 2026/,
    );
  });

  it.each(["", "soon", "2026-02-30", "2026-13-01"])("refuses %j", (value) => {
    expect(() => renderToStaticMarkup(<TimeText value={value} />)).toThrow(RangeError);
  });
});
