import type { ReactNode } from "react";
import type { Locale } from "@/server/words/locale";

/** The publisher's own words, which stay English: on a page in another language they say so to a screen reader. */
export function OwnWords({ locale, children }: { locale: Locale; children: ReactNode }) {
  return locale === "en" ? children : <span lang="en">{children}</span>;
}
