import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { days } from "@/server/platform/clock";
import { accountReplyBy, staffReplyBy } from "./deadlines";

const settings = { staffAnswerBusinessDays: 5, accountAnswerDays: 14, remindDaysBefore: 2 };
const of = (staffAnswerBusinessDays: number) => ({ ...settings, staffAnswerBusinessDays });

describe("staff's day", () => {
  test.each([
    ["a Monday", "2026-11-23T10:00:00Z", 5, "2026-11-30T10:00:00Z"],
    ["a Friday", "2026-11-27T16:30:00Z", 1, "2026-11-30T16:30:00Z"],
    ["a Saturday", "2026-11-28T08:00:00Z", 1, "2026-11-30T08:00:00Z"],
    ["a Sunday", "2026-11-29T08:00:00Z", 5, "2026-12-04T08:00:00Z"],
    ["before the leap day", "2028-02-25T08:00:00Z", 2, "2028-02-29T08:00:00Z"],
  ])("counts no weekend from %s", (_name, from, count, wanted) => {
    expect(staffReplyBy(new Date(from), of(count))).toEqual(new Date(wanted));
  });

  test("is a working day, never nearer than its count and never further than two weekends a week", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        (from, count) => {
          const by = staffReplyBy(from, of(count));
          expect([1, 2, 3, 4, 5]).toContain(by.getUTCDay());
          const passed = (by.getTime() - from.getTime()) / days;
          expect(passed).toBeGreaterThanOrEqual(count);
          expect(passed).toBeLessThanOrEqual(count + 2 * (Math.floor(count / 5) + 1));
        },
      ),
    );
  });
});

test("the account's day is so many times 24 hours away, whatever the clocks do in between", () => {
  const from = new Date("2026-10-24T23:30:00Z");
  expect(accountReplyBy(from, settings).getTime() - from.getTime()).toBe(14 * days);
});
