/** The only place that reads the machine's clock. Evidence does not use it: the database stamps its own times. */
import { processWide } from "@/server/platform/process-wide";

const offset = processWide("clock-offset", () => ({ milliseconds: 0 }));

export function now(): Date {
  return new Date(Date.now() + offset.milliseconds);
}

/** For the demonstration alone, where the database's own clock was set ahead (demo-clock.ts). */
export function setClockAhead(milliseconds: number): void {
  offset.milliseconds = milliseconds;
}

export const seconds = 1000;
export const minutes = 60 * seconds;
export const hours = 60 * minutes;
export const days = 24 * hours;

/** @param milliseconds may be negative */
export function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
