/** How messages of notices are tried, tried again and given up. Pure. */
import { hours, minutes, seconds } from "@/server/platform/clock";

/** Times in milliseconds. */
export interface SendingRules {
  /** After the first try that came to nothing; each further pause is twice as long. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** A message is given up when it is as old as this and was tried as often as that. */
  readonly giveUpAfter: number;
  readonly fewestTries: number;
  /** How long a sender has what it took. A sender that died lets go of it after that. */
  readonly lease: number;
  /** How many messages are taken at a time, at most. */
  readonly batch: number;
  /** Open to the mail server at most. */
  readonly connections: number;
  /** For one message, whatever the server does. */
  readonly longestSend: number;
  /** When the mail server can't be had: until the message is tried again. */
  readonly unavailablePause: number;
  /** Then the job ends and another takes over, so that none looks dead to the runner. */
  readonly longestRun: number;
  /** What is under way has this long to end when the process stops. */
  readonly grace: number;
}

export const sendingRules: SendingRules = {
  ...{ firstPause: minutes, longestPause: 4 * hours, giveUpAfter: 48 * hours, fewestTries: 12 },
  ...{ lease: 25 * minutes, batch: 20, connections: 5, longestSend: 10 * minutes, unavailablePause: minutes },
  ...{ longestRun: 30 * minutes, grace: 8 * seconds },
};

/**
 * Both the age and the number of tries count: a mail server that was away for days, or a sender that was killed over and
 * over, gives up nobody.
 * @param random from 0 to 1, so that what failed together does not come back together
 * @returns milliseconds until the next try; null: given up
 */
export function pauseAfter(
  rules: SendingRules,
  tried: { readonly attempts: number; readonly age: number },
  random: number,
): number | null {
  if (tried.attempts >= rules.fewestTries && tried.age >= rules.giveUpAfter) return null;
  const pause = Math.min(rules.longestPause, rules.firstPause * 2 ** Math.min(tried.attempts - 1, 40));
  return Math.round(pause * (0.75 + random / 2));
}
