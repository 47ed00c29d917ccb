import { describe, expect, test } from "vitest";
import { isOver, quarterAt, quarterBefore, quarterNamed, quarterOfAddress } from "./quarter";

describe("a quarter", () => {
  test.each([
    ["2026-Q1", "2026-01-01", "2026-03-31"],
    ["2026-Q2", "2026-04-01", "2026-06-30"],
    ["2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026-Q4", "2026-10-01", "2026-12-31"],
    ["2028-Q1", "2028-01-01", "2028-03-31"],
  ])("%s runs from %s to %s", (name, firstDay, lastDay) => {
    expect(quarterNamed(name)).toMatchObject({ name, firstDay, lastDay, address: name.toLowerCase() });
  });

  test("of a leap year has its 91 days", () => {
    const { start, end } = quarterNamed("2028-Q1");
    expect((end.getTime() - start.getTime()) / 86_400_000).toBe(91);
  });

  test("is over from the first instant after it, in UTC", () => {
    expect(isOver(quarterNamed("2026-Q3"), new Date("2026-09-30T23:59:59.999Z"))).toBe(false);
    expect(isOver(quarterNamed("2026-Q3"), new Date("2026-10-01T00:00:00Z"))).toBe(true);
  });

  test.each([
    ["2026-12-31T23:59:59.999Z", "2026-Q4"],
    ["2027-01-01T00:00:00Z", "2027-Q1"],
    ["2028-02-29T12:00:00Z", "2028-Q1"],
    ["2026-10-01T01:30:00+02:00", "2026-Q3"],
  ])("at %s is %s", (moment, name) => {
    expect(quarterAt(new Date(moment)).name).toBe(name);
  });

  test("follows the one before it, also over the year", () => {
    expect(quarterBefore(quarterNamed("2027-Q1")).name).toBe("2026-Q4");
    expect(quarterBefore(quarterNamed("2026-Q4")).name).toBe("2026-Q3");
  });

  test.each([
    "2026-Q3",
    "2026-q0",
    "2026-q5",
    "26-q3",
    "2026-q3.json",
    "12026-q3",
    "0026-q3",
    "2026-q3\n",
    "",
    "2026-q３",
  ])("%j is no address of one", (address) => {
    expect(quarterOfAddress(address)).toBeNull();
  });
});
