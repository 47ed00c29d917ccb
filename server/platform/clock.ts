/** The only place that reads the machine's clock. Evidence does not use it: the database stamps its own times. */
export function now(): Date {
  return new Date();
}

export const seconds = 1000;
export const minutes = 60 * seconds;
export const hours = 60 * minutes;
export const days = 24 * hours;

/** @param milliseconds may be negative */
export function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
