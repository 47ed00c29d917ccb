/** How a report says its figures, in each language. */
import type { CurrentWords } from "@/server/access/current-words";
import type { QuarterSpan } from "@/server/assurance/reports/quarter";
import type { Figure } from "@/server/assurance/reports/report";
import { localeTag } from "@/server/words/locale";

export const quarterInWords = ({ year, number }: QuarterSpan, { words }: CurrentWords): string =>
  words("reports.quarter", { year: String(year), number: String(number) });

export const countInWords = (count: number, { locale }: CurrentWords): string =>
  new Intl.NumberFormat(localeTag[locale]).format(count);

/** @param percent 0 to 100 */
export const percentInWords = (percent: number, { locale }: CurrentWords): string =>
  new Intl.NumberFormat(localeTag[locale], { style: "percent", maximumFractionDigits: 1 }).format(
    // Rounded down: 99.96 % is not all of them.
    Math.floor(percent * 10) / 1000,
  );

/** Minutes under an hour, days from three days on, else hours; one decimal. */
export function durationInWords(hours: number, { words }: CurrentWords): string {
  const rounded = (value: number) => Math.round(value * 10) / 10;
  if (hours > 0 && hours < 1) return words("reports.time.minutes", { count: Math.max(1, Math.round(hours * 60)) });
  if (hours < 72) return words("reports.time.hours", { count: rounded(hours) });
  return words("reports.time.days", { count: rounded(hours / 24) });
}

/** A table's caption, or a heading, that says where a figure is a demonstration. */
export function captionOf(caption: string, figure: Figure<object>, { words }: CurrentWords): string {
  return isDemonstration(figure) ? words("reports.demonstrationCaption", { caption }) : caption;
}

export const isDemonstration = (figure: Figure<object>): boolean => figure.value !== null && figure.demonstration;

/**
 * The publisher's own words beside a bar. They are English on every page, and a chart's description has one language: on
 * another page it tells the figures in their order, and the table beside it has the words too.
 */
export const ownLabel = (label: string, { locale }: CurrentWords): { label: string; labelLang?: string } =>
  locale === "en" ? { label } : { label, labelLang: "en" };

export const sayable = ({ label, labelLang }: { label: string | null; labelLang?: string }): string | null =>
  labelLang === undefined ? label : null;

export function chartInWords(title: string, facts: readonly string[], figure: Figure<object>, current: CurrentWords) {
  return captionOf(current.words("reports.chart", { title, facts: facts.join("; ") }), figure, current);
}

/** The word that stands in a chart of demonstration figures. */
export const flagOf = (figure: Figure<object>, { words }: CurrentWords): { flag?: string } =>
  isDemonstration(figure) ? { flag: words("reports.demonstration") } : {};
