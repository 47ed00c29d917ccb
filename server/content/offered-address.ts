import type { Publisher } from "@/server/content/publisher-schema";
import { settings } from "@/server/platform/env";
import { type Locale, localHref } from "@/server/words/locale";

/** A page's address with its origin, in the reader's language where the publisher offers it. @param path in English */
export function offeredAddress({ languages }: Publisher, path: string, locale: Locale): string {
  const language = languages.includes(locale) ? locale : "en";
  return new URL(localHref(language, path), settings().publicUrl).href;
}
