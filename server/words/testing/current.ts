/** The words of a page in this language, as the address would decide it: for tests of views. */
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export const currentIn = (locale: Locale) => ({
  locale,
  words: wordsIn(locale),
  href: (path: string) => localHref(locale, path),
});
