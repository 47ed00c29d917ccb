/** When a delivery is tried again, and when an endpoint is given up. Pure. */
import { hours, minutes, seconds } from "@/server/platform/clock";

/** Milliseconds from one failure to the next attempt: the beginning of the specification's own example, a day and a half. */
const pauses = [5 * seconds, 5 * minutes, 30 * minutes, 2 * hours, 5 * hours, 10 * hours, 14 * hours] as const;

export const mostAttempts = pauses.length + 1;

/** Milliseconds from the look-up of the name to the head of the answer. */
export const attemptTimeout = 15 * seconds;

/** Milliseconds. An endpoint that took nothing for so long when a delivery ran out of attempts is switched off. */
export const failingLimit = 24 * hours;

/** Milliseconds. How long a replaced secret keeps signing beside the new one. */
export const secretOverlap = 24 * hours;

const longestWished = 14 * hours;

/**
 * @param attempts made so far in this round, 1 or more
 * @param wished milliseconds that the endpoint asked for with Retry-After
 * @param chance from 0 to 1: spreads what failed together over a fifth of the pause
 * @returns milliseconds until the next attempt, or null where there is none
 */
export function pauseAfter(attempts: number, wished: number | null, chance: number): number | null {
  const pause = pauses[attempts - 1];
  if (pause === undefined) return null;
  return Math.round(Math.max(pause, Math.min(wished ?? 0, longestWished)) * (1 + 0.2 * chance));
}
