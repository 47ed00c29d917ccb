import { describe, expect, test } from "vitest";
import { hours, later, minutes } from "@/server/platform/clock";
import { type DutyFacts, dutiesOf, hoursAndMinutes, stepsReached, timeLeft } from "./duties";

const at = (text: string) => new Date(text);
const discoveredAt = at("2026-11-20T10:00:00Z");
const facts = (given: Partial<DutyFacts> = {}): DutyFacts => ({
  ...{ discoveredAt, closedAt: null, customersHours: 48, regulatorHours: 72, asController: false },
  ...{ accounts: 1, customersToldAt: null, regulatorToldAt: null },
  ...given,
});
const first = (given: Partial<DutyFacts>, moment: Date) => {
  const [duty] = dutiesOf(facts(given), moment);
  if (duty === undefined) throw new Error("nothing is owed");
  return duty;
};

describe("a duty", () => {
  test("runs from the discovery, to customers always and to the authority where the publisher is the controller", () => {
    expect(dutiesOf(facts(), discoveredAt).map(({ duty }) => duty)).toEqual(["customers"]);
    expect(dutiesOf(facts({ asController: true }), discoveredAt).map(({ duty, dueAt }) => [duty, dueAt])).toEqual([
      ["customers", at("2026-11-22T10:00:00Z")],
      ["regulator", at("2026-11-23T10:00:00Z")],
    ]);
  });

  test("runs until its last moment and is missed from then on", () => {
    expect(first({}, at("2026-11-22T09:59:59.999Z")).state).toBe("running");
    expect(first({}, at("2026-11-22T10:00:00Z")).state).toBe("missed");
  });

  test("is met in time, or late, whenever one looks", () => {
    const looked = at("2027-01-01T00:00:00Z");
    expect(first({ customersToldAt: at("2026-11-22T10:00:00Z") }, looked).state).toBe("met");
    expect(first({ customersToldAt: at("2026-11-22T10:00:00.001Z") }, looked).state).toBe("late");
  });

  test.each([
    ["summer time begins in Europe", "2026-03-28T20:00:00+01:00", "2026-03-30T21:00:00+02:00"],
    ["summer time ends in Europe", "2026-10-24T20:00:00+02:00", "2026-10-26T19:00:00+01:00"],
    ["a leap day lies in it", "2028-02-28T12:00:00Z", "2028-03-01T12:00:00Z"],
    ["no leap day lies in it", "2027-02-28T12:00:00Z", "2027-03-02T12:00:00Z"],
    ["the year turns", "2026-12-31T00:00:00Z", "2027-01-02T00:00:00Z"],
  ])("has hours of 3,600 seconds where %s", (_, from, until) => {
    expect(first({ discoveredAt: at(from) }, at(from)).dueAt).toEqual(at(until));
  });

  test("of a closed incident stands as it did when it was closed, and none was owed where nobody was concerned", () => {
    const closedAt = at("2026-11-21T10:00:00Z");
    expect(first({ closedAt, customersToldAt: closedAt }, at("2027-01-01T00:00:00Z")).state).toBe("met");
    expect(dutiesOf(facts({ closedAt, accounts: 0 }), closedAt)).toEqual([]);
    expect(dutiesOf(facts({ accounts: 0 }), closedAt)).toHaveLength(1);
  });
});

describe("escalation", () => {
  const after = (milliseconds: number, given: Partial<DutyFacts> = {}) => {
    const moment = later(discoveredAt, milliseconds);
    return stepsReached(first(given, moment), moment);
  };

  test.each([
    [24 * hours - 1, []],
    [24 * hours, [50]],
    [36 * hours, [50, 75]],
    [43.2 * hours, [50, 75, 90]],
    [48 * hours, [50, 75, 90, 100]],
    [480 * hours, [50, 75, 90, 100]],
    [-hours, []],
  ])("after %d ms has reached %j", (passed, steps) => {
    expect(after(passed)).toEqual(steps);
  });

  test("follows the publisher's own hours", () => {
    expect(after(12 * hours, { customersHours: 24 })).toEqual([50]);
    expect(after(12 * hours - 1, { customersHours: 24 })).toEqual([]);
  });

  test("ends when the duty is met, in time or late", () => {
    expect(after(30 * hours, { customersToldAt: later(discoveredAt, 29 * hours) })).toEqual([]);
    expect(after(90 * hours, { customersToldAt: later(discoveredAt, 80 * hours) })).toEqual([]);
  });
});

test("the time left is that of the duty whose time is over first, of those that are not met", () => {
  const moment = later(discoveredAt, 10 * hours);
  expect(timeLeft(dutiesOf(facts({ asController: true }), moment), moment)).toBe(38 * hours);
  const told = facts({ asController: true, customersToldAt: moment });
  expect(timeLeft(dutiesOf(told, moment), moment)).toBe(62 * hours);
  expect(timeLeft(dutiesOf({ ...told, regulatorToldAt: moment }, moment), moment)).toBeNull();
  const late = later(discoveredAt, 50 * hours);
  expect(timeLeft(dutiesOf(facts(), late), late)).toBe(-2 * hours);
});

test("a span is told in whole hours and minutes", () => {
  expect(hoursAndMinutes(26 * hours + 5 * minutes + 59_999)).toEqual({ hours: 26, minutes: 5 });
  expect(hoursAndMinutes(-(hours + minutes))).toEqual({ hours: 1, minutes: 1 });
});
