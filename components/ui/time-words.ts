/**
 * Times as a careful reader wants them: absolute, in full words, with their zone. Every function takes its instants: none
 * asks what time it is.
 */
import type { Locale } from "./words";

const tags: Record<Locale, string> = { en: "en-GB", nb: "nb-NO" };
const plainDate = /^\d{4}-\d{2}-\d{2}$/;

/** An instant, or a calendar day (`YYYY-MM-DD`), which has no zone and is the same day for everybody. */
export interface Moment {
  readonly instant: Date;
  readonly isDay: boolean;
  /** For `<time dateTime>`: `2026-12-15` or an RFC 3339 instant in UTC. */
  readonly machine: string;
}

/** @throws RangeError when the value is no date; also for days that do not exist (`2026-02-30`). */
export function momentOf(value: Date | string): Moment {
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`Not a date: ${String(value)}`);
  const isDay = typeof value === "string" && plainDate.test(value);
  const machine = isDay ? instant.toISOString().slice(0, 10) : instant.toISOString();
  if (isDay && machine !== value) throw new RangeError(`No such day: ${String(value)}`);
  return { instant, isDay, machine };
}

/** "15 December 2026", in the zone given. */
export function dayInWords(moment: Moment, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: moment.isDay ? "UTC" : zone,
  }).format(moment.instant);
}

/**
 * "15 December 2026, 09:00 Greenwich Mean Time", or `short`, for a table: "15 December 2026, 09:00 GMT". UTC is called UTC.
 * A calendar day stays a day.
 */
export function minuteInWords(moment: Moment, zone: string, locale: Locale, zoneName: "long" | "short"): string {
  const day = dayInWords(moment, zone, locale);
  if (moment.isDay) return day;
  const parts = new Intl.DateTimeFormat(tags[locale], {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
    timeZoneName: zoneName,
  }).formatToParts(moment.instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `${day}, ${part("hour")}:${part("minute")} ${zone === "UTC" ? "UTC" : part("timeZoneName")}`;
}

/** "in 23 days", "today", "53 days ago": counted in calendar days of the zone, as people count them. */
export function distanceInWords(moment: Moment, now: Date, zone: string, locale: Locale): string {
  const days = dayNumber(moment.instant, moment.isDay ? "UTC" : zone) - dayNumber(now, zone);
  return new Intl.RelativeTimeFormat(tags[locale], { numeric: "auto" }).format(days, "day");
}

function dayNumber(instant: Date, zone: string): number {
  const iso = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone: zone,
  }).format(instant);
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
}
