import { type Locale, words } from "./words";

/** Copies `value`; public/copy.js does it, and without it the button is not shown. `what` names it: "SHA-256". */
export function CopyButton({ value, what, locale = "en" }: { value: string; what: string; locale?: Locale }) {
  return (
    <button
      type="button"
      className="copy-button"
      data-copy={value}
      data-copied-word={words[locale].copied}
      aria-label={`${words[locale].copy} ${what}`}
    >
      {words[locale].copy}
    </button>
  );
}
