import { type Locale, words } from "./words";

/** Earlier and later by cursor. `label` names what is paged: "Pages of requests". */
export function Pagination({
  label,
  previous,
  next,
  locale = "en",
}: {
  label: string;
  previous?: string;
  next?: string;
  locale?: Locale;
}) {
  if (previous === undefined && next === undefined) return null;
  return (
    <nav className="pagination" aria-label={label}>
      {previous === undefined ? (
        <span />
      ) : (
        <a href={previous} rel="prev">
          {words[locale].previous}
        </a>
      )}
      {next === undefined ? null : (
        <a href={next} rel="next">
          {words[locale].next}
        </a>
      )}
    </nav>
  );
}
