import type { ReactNode } from "react";
import type { Locale } from "@/server/words/locale";

/**
 * The publisher's own words, which stay English: on a page in another language they say so to a screen reader. They may
 * hold a name in any script, so they take their direction from themselves and not from what stands around them.
 */
export function OwnWords({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <span lang={locale === "en" ? undefined : "en"} dir="auto">
      {children}
    </span>
  );
}
