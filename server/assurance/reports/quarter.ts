/** Quarters of the calendar, in UTC: from their first instant to the first of the next. */

export interface QuarterSpan {
  /** As a pack writes it: `2026-Q3`. */
  readonly name: string;
  /** As an address writes it: `2026-q3`. */
  readonly address: string;
  readonly year: number;
  readonly number: number;
  readonly start: Date;
  /** The first instant after it. */
  readonly end: Date;
  /** `YYYY-MM-DD` */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Null for what is no quarter of this millennium; `2026-Q3` is no address. */
export function quarterOfAddress(address: string): QuarterSpan | null {
  const match = /^(2\d{3})-q([1-4])$/.exec(address);
  return match === null ? null : spanOf(Number(match[1]), Number(match[2]));
}

/** @param name checked already, as `2026-Q3` */
export const quarterNamed = (name: string): QuarterSpan => spanOf(Number(name.slice(0, 4)), Number(name.slice(6)));

export const quarterAt = (moment: Date): QuarterSpan =>
  spanOf(moment.getUTCFullYear(), Math.floor(moment.getUTCMonth() / 3) + 1);

export const quarterBefore = ({ year, number }: QuarterSpan): QuarterSpan =>
  number === 1 ? spanOf(year - 1, 4) : spanOf(year, number - 1);

export const isOver = ({ end }: QuarterSpan, at: Date): boolean => at.getTime() >= end.getTime();

function spanOf(year: number, number: number): QuarterSpan {
  const [start, end] = [Date.UTC(year, number * 3 - 3, 1), Date.UTC(year, number * 3, 1)];
  const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  return {
    name: `${year}-Q${number}`,
    address: `${year}-q${number}`,
    year,
    number,
    start: new Date(start),
    end: new Date(end),
    firstDay: day(start),
    lastDay: day(end - 1),
  };
}
