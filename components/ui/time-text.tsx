import { dayInWords, distanceInWords, minuteInWords, momentOf } from "./time-words";
import type { Locale } from "./words";

/**
 * A time that a reader can act on: "15 December 2026, 09:00 Greenwich Mean Time". Given `now` it first says how far off
 * that is: "in 23 days, on 15 December 2026". A string `YYYY-MM-DD` is a calendar day.
 * @throws RangeError for what is no date.
 */
export function TimeText({
  value,
  zone = "UTC",
  precision = "minute",
  short = false,
  now,
  locale = "en",
}: {
  value: Date | string;
  /** IANA name: "Europe/London". */
  zone?: string;
  precision?: "day" | "minute";
  /** The zone by its letters, and no break within: for the cells of a table. */
  short?: boolean;
  now?: Date;
  locale?: Locale;
}) {
  const moment = momentOf(value);
  const absolute =
    precision === "day"
      ? dayInWords(moment, zone, locale)
      : minuteInWords(moment, zone, locale, short ? "short" : "long");
  const time = (
    <time dateTime={moment.machine} data-short={short ? "" : undefined}>
      {absolute}
    </time>
  );
  if (now === undefined) return time;
  const distance = distanceInWords(moment, now, zone, locale);
  const joint = /\d/.test(distance) ? (locale === "nb" ? ", " : ", on ") : ", ";
  return (
    <>
      {distance}
      {joint}
      {time}
    </>
  );
}
