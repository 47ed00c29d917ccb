import { describe, expect, test } from "vitest";
import { readAddress } from "@/server/http/page-queries";
import { dayStanding, fileAddress, momentOfDay, readDay } from "./register-day";
import { askedDayOf } from "./register-file";

const at = new Date("2026-11-29T12:00:00Z");
const on = (asOf: string | null) => ({ asOf, misread: false });

describe("the day that is asked for", () => {
  test.each(["2028-02-29", "2026-12-15", "1999-01-01", " 2026-12-15 "])("%j is a day", (day) =>
    expect(readDay(day)).toEqual(on(day.trim())),
  );

  test.each([
    ...["2027-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "0000-01-01", "26-12-15", "15.12.2026", "today"],
    ...["2026-12-15T00:00:00Z", "+002026-12-15", "<b>", ["2026-12-15", "2026-12-16"], 20261215],
  ])("%j is none, and that is remembered", (asked) => expect(readDay(asked)).toEqual({ asOf: null, misread: true }));

  test.each([undefined, null, "", "  "])("%j asks for none", (asked) => expect(readDay(asked)).toEqual(on(null)));
});

describe("the moment of a day", () => {
  test("is its end, in UTC; today is now", () => {
    expect(momentOfDay("2026-12-15", at)).toEqual(new Date("2026-12-15T23:59:59.999Z"));
    expect(momentOfDay("2026-11-28", at)).toEqual(new Date("2026-11-28T23:59:59.999Z"));
    expect(momentOfDay("2026-11-29", at)).toEqual(at);
    expect(momentOfDay(null, at)).toEqual(at);
  });

  test("today changes at midnight, UTC", () => {
    const last = new Date("2026-11-29T23:59:59.999Z");
    const first = new Date("2026-11-30T00:00:00.000Z");
    expect(dayStanding(on("2026-11-29"), at, last)).toBe("today");
    expect(dayStanding(on("2026-11-29"), at, first)).toBe("past");
    expect(dayStanding(on("2026-11-30"), at, last)).toBe("future");
    expect(dayStanding(on("2026-11-30"), at, first)).toBe("today");
  });
});

describe("where a day lies", () => {
  const keptSince = new Date("2026-11-20T00:00:00.000Z");

  test.each([
    ["2026-11-19", "unrecorded"],
    ["2026-11-20", "past"],
    ["2026-11-28", "past"],
    ["2026-11-29", "today"],
    ["2026-11-30", "future"],
  ])("%s is %s", (day, standing) => expect(dayStanding(on(day), keptSince, at)).toBe(standing));

  test("the day on which keeping began is recorded, be it the last instant", () => {
    expect(dayStanding(on("2026-11-20"), new Date("2026-11-20T23:59:59.999Z"), at)).toBe("past");
  });

  test("nothing is recorded of the past where no register is kept", () => {
    expect(dayStanding(on("2026-11-28"), null, at)).toBe("unrecorded");
    expect(dayStanding(on(null), null, at)).toBe("now");
    expect(dayStanding({ asOf: null, misread: true }, keptSince, at)).toBe("misread");
  });
});

describe("the files", () => {
  test("have an address for each day", () => {
    expect(fileAddress("json", null)).toBe("/subprocessors.json");
    expect(fileAddress("csv", "2028-02-29")).toBe("/subprocessors.csv?as-of=2028-02-29");
  });

  test("read the day of their address, and refuse what is none", async () => {
    const asked = (query: string) => askedDayOf(new Request(`http://localhost/subprocessors.json${query}`));
    expect(asked("?as-of=2028-02-29")).toEqual(on("2028-02-29"));
    expect(asked("")).toEqual(on(null));
    const refused = asked("?as-of=2027-02-29");
    if (!(refused instanceof Response)) throw new Error("it was not refused");
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("written like 2026-12-15");
  });

  test("and the page are given the day by the server in front, and nothing else", () => {
    expect(readAddress("/subprocessors.csv?q=x&as-of=2028-02-29")).toBe("/subprocessors.csv?as-of=2028-02-29");
    expect(readAddress("/subprocessors.json?as-of=2028-02-29")).toBe("/subprocessors.json?as-of=2028-02-29");
    expect(readAddress("/subprocessors?as-of=2028-02-29&q=x")).toBe("/subprocessors?q=x&as-of=2028-02-29");
    expect(readAddress("/subprocessors.md?as-of=2028-02-29")).toBe("/subprocessors.md");
    const long = readAddress(`/subprocessors?q=${"a".repeat(500)}&as-of=2028-02-29${"9".repeat(5000)}`);
    expect(long.length).toBeLessThan(500);
    expect(readDay(new URLSearchParams(long.split("?")[1]).get("as-of"))).toEqual({ asOf: null, misread: true });
  });
});
