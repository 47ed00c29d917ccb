/** Calendar dates and quarters as a pack writes them, and how they are said. All in UTC. */
import { z } from "zod";
import type { Locale } from "@/server/words/locale";

/** `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date();
/** `2026-Q3`. */
export const Quarter = z.string().regex(/^\d{4}-Q[1-4]$/, "a quarter is written like 2026-Q3");

const months: Readonly<Record<Locale, readonly string[]>> = {
  en: "January February March April May June July August September October November December".split(" "),
  nb: "januar februar mars april mai juni juli august september oktober november desember".split(" "),
};

/** `2026-12-15` → `15 December 2026`, in Norwegian `15. desember 2026`; anything else is given back as it is. */
export function dateInWords(date: string, locale: Locale = "en"): string {
  const [year, month, day] = date.split("-").map(Number);
  const monthName = month === undefined ? undefined : months[locale][month - 1];
  return monthName && day ? `${day}${locale === "nb" ? "." : ""} ${monthName} ${year}` : date;
}

export interface QuarterStanding {
  /** `2026 Q3` */
  readonly label: string;
  /** `2026` and `3`, for languages that say a quarter in another way. */
  readonly year: string;
  readonly number: string;
  /** Last day of the quarter, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** True from the first instant (UTC) after the quarter. */
  readonly passed: boolean;
}

/** Where a quarter (`2026-Q3`) stands at `now`. Throws RangeError for any other text. */
export function quarterStanding(quarter: string, now: Date): QuarterStanding {
  const checked = Quarter.safeParse(quarter);
  if (!checked.success) throw new RangeError(`${quarter} is not a quarter`);
  const year = quarter.slice(0, 4);
  const number = quarter.slice(6);
  const end = Date.UTC(Number(year), Number(number) * 3, 1);
  return {
    label: `${year} Q${number}`,
    year,
    number,
    lastDay: new Date(end - 86_400_000).toISOString().slice(0, 10),
    passed: now.getTime() >= end,
  };
}

/** "Targeted for 2026 Q3 – target 2026 Q3 passed (the quarter ended on 30 September 2026)". */
export function targetInWords(quarter: string, word: string, now: Date): string {
  const { label, lastDay, passed } = quarterStanding(quarter, now);
  const plan = `${word} for ${label}`;
  return passed ? `${plan} – target ${label} passed (the quarter ended on ${dateInWords(lastDay)})` : plan;
}

/** Whether a calendar day is over (UTC): from the first instant of the next. */
export function dayPassed(date: string, now: Date): boolean {
  return now.getTime() >= Date.parse(date) + 86_400_000;
}

/** A moment to the minute, with its zone: "15 December 2026, 09:00 UTC". */
export function minuteInWords(moment: Date, locale: Locale): string {
  const iso = moment.toISOString();
  return `${dateInWords(iso.slice(0, 10), locale)}, ${iso.slice(11, 16)} UTC`;
}
