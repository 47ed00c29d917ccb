import { type Locale, words } from "./words";

/** The first stop of the keyboard: past the navigation, to `<main id="main" tabIndex={-1}>`. */
export function SkipLink({ locale = "en" }: { locale?: Locale }) {
  return (
    <a className="skip-link" href="#main">
      {words[locale].skipToContent}
    </a>
  );
}
