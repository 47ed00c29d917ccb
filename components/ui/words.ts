/** The words that primitives say by themselves. They alone go to the browser with a primitive, not the whole catalogue. */
export type { Locale } from "@/server/words/locale";

import en from "@/server/words/en/ui.json";
import type { Locale } from "@/server/words/locale";
import nb from "@/server/words/nb/ui.json";

export const words: Record<Locale, typeof en> = { en, nb };
