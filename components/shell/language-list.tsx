import type { Locale } from "../ui/words";
import { shellWords } from "./shell-words";

/** The page that is open, in each language of the interface, itself included. */
export interface LanguageLink {
  readonly locale: string;
  readonly label: string;
  readonly href: string;
}

/** Fewer than two are not shown: there is nothing to choose. */
export function LanguageList({ languages, locale }: { languages: readonly LanguageLink[]; locale: Locale }) {
  if (languages.length < 2) return null;
  return (
    <ul aria-label={shellWords[locale].languages} className="footer-languages">
      {languages.map((language) => (
        <li key={language.locale}>
          <a
            className="footer-link"
            href={language.href}
            lang={language.locale}
            hrefLang={language.locale}
            aria-current={language.locale === locale ? "true" : undefined}
          >
            {language.label}
          </a>
        </li>
      ))}
    </ul>
  );
}
