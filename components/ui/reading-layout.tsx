import type { ReactNode } from "react";
import { type Section, SectionNav } from "./section-nav";
import { type Locale, words } from "./words";

/**
 * A long document with its contents: beside it and always in view where there is room, above it on a phone. The contents
 * are a `details` on the phone and a list at the side, of which the page shows one.
 */
export function ReadingLayout({
  sections,
  locale = "en",
  children,
}: {
  sections: readonly Section[];
  locale?: Locale;
  children: ReactNode;
}) {
  return (
    <div className="reading-layout">
      <aside className="max-lg:hidden print:hidden">
        <p className="text-sm font-medium text-muted">{words[locale].contents}</p>
        <SectionNav sections={sections} locale={locale} />
      </aside>
      <details className="border-y border-hairline py-3 lg:hidden print:hidden">
        <summary className="font-medium">{words[locale].contents}</summary>
        <SectionNav sections={sections} locale={locale} />
      </details>
      <div className="prose">{children}</div>
    </div>
  );
}
