/** What is said of an upload in the browser: these words alone go there, not the whole catalogue. */
import en from "@/server/words/en/upload.json";
import type { Locale } from "@/server/words/locale";
import nb from "@/server/words/nb/upload.json";

export const uploadWords: Readonly<Record<Locale, typeof en>> = { en, nb };
