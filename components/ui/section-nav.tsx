import { type Locale, words } from "./words";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly sections?: readonly Section[];
}

/** The contents of a long page. `ReadingLayout` puts it beside the text, or folded above it. */
export function SectionNav({ sections, locale = "en" }: { sections: readonly Section[]; locale?: Locale }) {
  return (
    <nav className="section-nav" aria-label={words[locale].contents}>
      <SectionList sections={sections} />
    </nav>
  );
}

function SectionList({ sections }: { sections: readonly Section[] }) {
  return (
    <ol>
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
