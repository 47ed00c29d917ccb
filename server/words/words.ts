/** Every word that the interface says by itself, in one catalogue: a file an area and a language. */
import { createTranslator } from "use-intl/core";
import { en } from "./en/catalogue";
import type { Locale } from "./locale";
import { nb } from "./nb/catalogue";

export type Catalogue = typeof en;

const catalogues: Record<Locale, Catalogue> = { en, nb };

function translator(locale: Locale) {
  return createTranslator<Catalogue>({
    locale,
    messages: catalogues[locale],
    // A word that is missing or lacks a value is a fault of ours: it must not reach a page as its key.
    onError: (error) => {
      throw error;
    },
  });
}

/** `words("area.key")`, `words("area.key", { count: 3 })`, and `words.rich` for sentences that hold links. */
export type Words = ReturnType<typeof translator>;
export type WordKey = Parameters<Words>[0];

const made = new Map<Locale, Words>();

export function wordsIn(locale: Locale): Words {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const words = translator(locale);
  made.set(locale, words);
  return words;
}
