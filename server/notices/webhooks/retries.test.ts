import { describe, expect, test } from "vitest";
import { mostAttempts, pauseAfter } from "@/server/notices/webhooks/retries";
import { hours, minutes, seconds } from "@/server/platform/clock";

const all = (chance: number) => Array.from({ length: mostAttempts }, (_, made) => pauseAfter(made + 1, null, chance));

describe("the pauses between attempts", () => {
  test("are the specification's own, and end after a day and a half", () => {
    expect(all(0)).toEqual([
      ...[5 * seconds, 5 * minutes, 30 * minutes, 2 * hours, 5 * hours, 10 * hours, 14 * hours],
      null,
    ]);
    const whole = all(0).reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
    expect(whole).toBe(31 * hours + 35 * minutes + 5 * seconds);
  });

  test("grow by a fifth at most, so that what failed together does not come back together", () => {
    expect(pauseAfter(2, null, 0.5)).toBe(5.5 * minutes);
    expect(pauseAfter(2, null, 1)).toBe(6 * minutes);
  });

  test("are never shorter than the endpoint asked for, within bounds", () => {
    expect(pauseAfter(1, hours, 0)).toBe(hours);
    expect(pauseAfter(5, minutes, 0)).toBe(5 * hours);
    expect(pauseAfter(1, 900 * hours, 0)).toBe(14 * hours);
    expect(pauseAfter(mostAttempts, hours, 0)).toBeNull();
  });
});
