import type { ReactNode } from "react";
import { type Section, SectionNav } from "./section-nav";
import { type Locale, words } from "./words";

/**
 * A long document with its contents: beside it and always in view where there is room, above it on a phone. The contents
 * are a `details` on the phone and a list at the side, of which the page shows one. With `public/contents.js` they follow
 * the reader.
 */
export function ReadingLayout({
  sections,
  locale = "en",
  textLanguage = locale,
  children,
}: {
  sections: readonly Section[];
  locale?: Locale;
  /** Of the document itself, where it differs from the page's. */
  textLanguage?: Locale;
  children: ReactNode;
}) {
  const lang = textLanguage === locale ? undefined : textLanguage;
  return (
    <div className="reading-layout">
      <aside className="max-lg:hidden print:hidden">
        <p className="text-sm font-medium text-muted">{words[locale].contents}</p>
        <SectionNav sections={sections} locale={locale} lang={lang} />
      </aside>
      <details className="border-y border-hairline py-3 lg:hidden print:hidden">
        <summary className="font-medium">{words[locale].contents}</summary>
        <SectionNav sections={sections} locale={locale} lang={lang} />
      </details>
      <div className="prose" lang={lang}>
        {children}
      </div>
    </div>
  );
}
