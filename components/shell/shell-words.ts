/** What the shells say by themselves. */
import en from "@/server/words/en/shell.json";
import nb from "@/server/words/nb/shell.json";
import type { Locale } from "../ui/words";

export const shellWords: Record<Locale, typeof en> = { en, nb };
