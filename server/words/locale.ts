/** The languages of the interface, and where each has its pages. The address alone decides the language, never a cookie. */
export const locales = ["en", "nb"] as const;
export type Locale = (typeof locales)[number];

/** The header in which the server in front tells the pages which language their address asks for. */
export const localeHeader = "x-interface-locale";

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);

/** Which language's dates, numbers and sorting to use (BCP 47). */
export const localeTag: Record<Locale, string> = { en: "en-GB", nb: "nb-NO" };

/** What each language calls itself. */
export const localeName: Record<Locale, string> = { en: "English", nb: "Norsk" };

/** The address of a page in a language: `/trust` is English, `/nb/trust` is Norwegian. Files and feeds have one address. */
export function localHref(locale: Locale, path: string): string {
  if (locale === "en" || !path.startsWith("/") || path.startsWith("/nb/") || isForMachines(path)) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}

export interface InsideAddress {
  readonly locale: Locale;
  readonly url: string;
}

/** Splits `/nb/trust?x=1` into its language and the address that its page has in the house: `/trust?x=1`. */
export function insideAddress(url: string): InsideAddress {
  const match = /^\/nb(?=[/?]|$)/.exec(url);
  if (match === null) return { locale: "en", url };
  const rest = url.slice(match[0].length);
  const inside = rest.startsWith("/") ? rest : `/${rest}`;
  return isForMachines(inside) ? { locale: "en", url } : { locale: "nb", url: inside };
}

/** Files, feeds and endpoints: they have no language. */
const isForMachines = (url: string): boolean =>
  /^\/(api|_next|\.well-known|feeds|audit)(\/|$)/.test(url) || /\.[a-z0-9]+$/i.test(url.split(/[?#]/)[0] ?? "");
