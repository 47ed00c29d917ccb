import { expect, test } from "vitest";
import { CalendarDate, dateInWords, dayPassed, quarterStanding, targetInWords } from "./calendar";

test("on 22 November 2026 the third quarter has passed and the fourth has not", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  expect(targetInWords("2026-Q3", "Targeted", now)).toBe(
    "Targeted for 2026 Q3 – target 2026 Q3 passed (the quarter ended on 30 September 2026)",
  );
  expect(targetInWords("2026-Q4", "Planned", now)).toBe("Planned for 2026 Q4");
});

test.each([
  ["2026-Q1", "2026-03-31"],
  ["2026-Q2", "2026-06-30"],
  ["2026-Q3", "2026-09-30"],
  ["2026-Q4", "2026-12-31"],
])("%s ends with %s, to the millisecond, in UTC", (quarter, lastDay) => {
  const last = new Date(`${lastDay}T23:59:59.999Z`);
  expect(quarterStanding(quarter, last)).toMatchObject({ lastDay, passed: false });
  expect(quarterStanding(quarter, new Date(last.getTime() + 1)).passed).toBe(true);
});

test.each(["2026-Q5", "2026 Q3", "26-Q3", "", "2026-Q3 "])("%j is no quarter", (text) => {
  expect(() => quarterStanding(text, new Date(0))).toThrow(RangeError);
});

test("dates are said in words; days that do not exist are refused", () => {
  expect(dateInWords("2026-12-05")).toBe("5 December 2026");
  expect(CalendarDate.safeParse("2026-02-29").success).toBe(false);
  expect(CalendarDate.safeParse("2028-02-29").success).toBe(true);
});

test("a day has passed with its last instant (UTC), also the 29 February of a leap year", () => {
  expect(dayPassed("2028-02-29", new Date("2028-02-29T23:59:59.999Z"))).toBe(false);
  expect(dayPassed("2028-02-29", new Date("2028-03-01T00:00:00Z"))).toBe(true);
});
