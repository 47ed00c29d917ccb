/** The language of the page or form that is being answered: the server in front read it from the address. */
import { headers } from "next/headers";
import { cache } from "react";
import { isLocale, type Locale, localeHeader, localHref } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

export interface CurrentWords {
  readonly locale: Locale;
  readonly words: Words;
  /** The address of a page of ours in this language. */
  readonly href: (path: string) => string;
}

export const currentWords = cache(async (): Promise<CurrentWords> => {
  const asked = (await headers()).get(localeHeader);
  const locale = isLocale(asked) ? asked : "en";
  return { locale, words: wordsIn(locale), href: (path) => localHref(locale, path) };
});
