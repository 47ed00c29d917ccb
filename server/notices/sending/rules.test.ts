import { describe, expect, test } from "vitest";
import { pauseAfter, sendingRules } from "@/server/notices/sending/rules";
import { hours, minutes, seconds } from "@/server/platform/clock";

const tried = (attempts: number, age: number) => ({ attempts, age });

describe("the pause after a try that came to nothing", () => {
  test("is about a minute first, twice as long each time, and four hours at most", () => {
    const pauses = [1, 2, 3, 8, 9, 40, 4000].map((attempts) => pauseAfter(sendingRules, tried(attempts, 0), 0.5));
    expect(pauses).toEqual([1, 2, 4, 128, 240, 240, 240].map((count) => count * minutes));
  });

  test("is not the same for all that failed together", () => {
    expect(pauseAfter(sendingRules, tried(1, 0), 0)).toBe(45 * seconds);
    expect(pauseAfter(sendingRules, tried(1, 0), 1)).toBe(75 * seconds);
  });

  test("ends after two days, having tried about twenty times", () => {
    let [age, attempts] = [0, 1];
    for (let pause = pauseAfter(sendingRules, tried(1, 0), 0.5); pause !== null; attempts++) {
      age += pause;
      pause = pauseAfter(sendingRules, tried(attempts + 1, age), 0.5);
    }
    expect(age).toBeGreaterThanOrEqual(48 * hours);
    expect(age).toBeLessThan(53 * hours);
    expect(attempts).toBe(20);
  });

  test("goes on for a message that waited for its mail server for days, and for one whose sender was killed often", () => {
    expect(pauseAfter(sendingRules, tried(1, 200 * hours), 0.5)).not.toBeNull();
    expect(pauseAfter(sendingRules, tried(300, hours), 0.5)).not.toBeNull();
    expect(pauseAfter(sendingRules, tried(12, 48 * hours), 0.5)).toBeNull();
  });
});

test("what a sender took is still its own when its slowest message ends", () => {
  expect(sendingRules.lease).toBeGreaterThan(2 * sendingRules.longestSend);
});
