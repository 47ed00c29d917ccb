import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { type CalendarEvent, renderCalendar } from "./calendar";

const event = (given: Partial<CalendarEvent> = {}): CalendarEvent => ({
  ...{ id: "1-effective", sequence: 0, stamp: new Date("2026-11-15T09:00:00Z"), cancelled: false },
  ...{ start: new Date("2026-12-15T09:30:00Z"), title: "Takes effect: Addition of X", description: "Why" },
  page: new URL("https://trust.example/changes/1"),
  ...given,
});
const text = (events: readonly CalendarEvent[], name = "Publisher: sub-processors") =>
  renderCalendar({ maker: "publisher", name, description: "When.", events });

function parsed(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return { calendar, events: calendar.getAllSubcomponents("vevent") };
}
const textOf = (component: InstanceType<typeof ICAL.Component> | undefined, name: string) =>
  String(component?.getFirstPropertyValue(name));

describe("a calendar", () => {
  const { calendar, events } = parsed(
    text([
      event(),
      event({ id: "1-objection", start: "2026-12-14" }),
      event({ id: "2-effective", cancelled: true, sequence: 1, stamp: new Date("2026-11-20T09:00:00Z") }),
    ]),
  );

  test("is published, and says by whom", () => {
    expect(textOf(calendar, "version")).toBe("2.0");
    expect(textOf(calendar, "method")).toBe("PUBLISH");
    expect(textOf(calendar, "prodid")).toBe("-//publisher//trust-centre//EN");
    expect(textOf(calendar, "x-wr-calname")).toBe("Publisher: sub-processors");
  });
  test("has times in UTC and whole days as days", () => {
    const starts = events.map((each) => each.getFirstPropertyValue("dtstart"));
    expect(starts.map(String)).toEqual(["2026-12-15T09:30:00Z", "2026-12-14", "2026-12-15T09:30:00Z"]);
  });
  test("has ids and stamps of the change itself, and cancels what was withdrawn", () => {
    expect(events.map((each) => textOf(each, "uid"))).toEqual(["1-effective", "1-objection", "2-effective"]);
    expect(events.map((each) => textOf(each, "status"))).toEqual(["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    expect(events.map((each) => textOf(each, "sequence"))).toEqual(["0", "0", "1"]);
    expect(textOf(events[2], "dtstamp")).toBe("2026-11-20T09:00:00Z");
  });
  test("is the same bytes whenever it is made", () => {
    expect(text([event()])).toBe(text([event()]));
  });
  test("without an event is still one", () => {
    expect(parsed(text([])).events).toEqual([]);
  });
});

const anyText = fc.oneof(
  fc.constantFrom(
    "a;b,c\\d:e",
    "line\nbreak\r\nmore",
    "END:VEVENT\r\nBEGIN:VEVENT",
    "😀".repeat(200),
    "\u202E\u0000\u0007x",
    "\uD83D",
  ),
  fc.string({ unit: "binary", maxLength: 400 }),
);

test("whatever the texts hold, a client reads every event and every text, and no line is over 75 octets", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 4 }), anyText, (texts, name) => {
      const ics = text(
        texts.map(([title, description], index) => event({ id: `e${index}`, title, description })),
        `n${name}`,
      );
      for (const line of ics.split("\r\n")) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line.replaceAll("\t", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }
      const { events, calendar } = parsed(ics);
      expect(events).toHaveLength(texts.length);
      expect(textOf(calendar, "x-wr-calname")).toMatch(/^n/);
      expect(events.map((each) => textOf(each, "uid"))).toEqual(texts.map((_, index) => `e${index}`));
    }),
    { numRuns: 200 },
  );
});

test.each(["a;b,c\\d: e", "one, two", "back\\nslash", "株式会社 😀"])("%j comes out as it went in", (given) => {
  const ics = text([event({ title: given, description: `${given}\nsecond` })], given);
  const { events } = parsed(ics);
  expect(textOf(events[0], "summary")).toBe(given);
  expect(textOf(events[0], "description")).toBe(`${given}\nsecond`);
  // The parser takes an X- property as it stands; by RFC 5545 §3.8.8.2 it is a text all the same.
  expect(ics).toContain(`X-WR-CALNAME:${given.replace(/[\\;,]/g, (letter) => `\\${letter}`)}`);
});
