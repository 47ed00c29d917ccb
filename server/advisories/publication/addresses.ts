/** Where an advisory is read, with the origin: the public one by everybody, a restricted one after signing in. */
import type { Publisher } from "@/server/content/publisher-schema";
import { settings } from "@/server/platform/env";
import { type Locale, localHref } from "@/server/words/locale";

/** In a language that the publisher offers. */
export function publicAddress({ languages }: Publisher, id: string, locale: Locale): string {
  const language = languages.includes(locale) ? locale : "en";
  return new URL(localHref(language, `/advisories/${id}`), settings().publicUrl).href;
}

export const portalAddress = (id: string): string => new URL(`/portal/advisories/${id}`, settings().publicUrl).href;
