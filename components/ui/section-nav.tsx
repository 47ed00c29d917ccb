import { type Locale, words } from "./words";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly sections?: readonly Section[];
}

/** The contents of a long page. `ReadingLayout` puts it beside the text, or folded above it. */
export function SectionNav({
  sections,
  locale = "en",
  lang,
}: {
  sections: readonly Section[];
  locale?: Locale;
  /** Of the titles, where it differs from the page's. */
  lang?: Locale | undefined;
}) {
  return (
    <nav className="section-nav" aria-label={words[locale].contents}>
      <SectionList sections={sections} lang={lang} />
    </nav>
  );
}

function SectionList({ sections, lang }: { sections: readonly Section[]; lang?: Locale | undefined }) {
  return (
    <ol lang={lang}>
      {sections.map((section) => (
        <li key={section.id}>
          <a href={`#${section.id}`}>{section.title}</a>
          {section.sections === undefined || section.sections.length === 0 ? null : (
            <SectionList sections={section.sections} />
          )}
        </li>
      ))}
    </ol>
  );
}
