/** What is said of a copy while it is made, in the browser: these words alone go there, not the whole catalogue. */
import en from "@/server/words/en/copy.json";
import type { Locale } from "@/server/words/locale";
import nb from "@/server/words/nb/copy.json";

export type CopyWords = typeof en;

export const copyWords: Readonly<Record<Locale, CopyWords>> = { en, nb };

/** Puts values in the places of a sentence: `{count}`. */
export function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
