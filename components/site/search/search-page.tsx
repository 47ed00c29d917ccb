import { OwnWords } from "@/components/site/own-words";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { CurrentWords } from "@/server/access/current-words";
import type { SitePage } from "@/server/site/pages";
import type { Hit } from "@/server/site/search/search";

/** A plain form and its answer: the same sections in the same order as the search that opens on every page. */
export function SearchPage({
  query,
  found,
  pages,
  current,
}: {
  query: string;
  /** Null where nothing was asked. */
  found: { readonly total: number; readonly hits: readonly Hit[] } | null;
  /** Offered where nothing is found. */
  pages: readonly SitePage[];
  current: CurrentWords;
}) {
  const { words, href } = current;
  return (
    <>
      <PageHeader title={words("search.title")} lead={words("search.lead")} />
      <search>
        <form action={href("/search")} className="search-form">
          <label className="field-label" htmlFor="q">
            {words("search.label")}
          </label>
          <div className="search-line">
            <input
              id="q"
              name="q"
              type="search"
              className="field-input"
              defaultValue={query}
              maxLength={200}
              required
              autoComplete="off"
              spellCheck={false}
            />
            <Button type="submit">{words("search.button")}</Button>
          </div>
        </form>
      </search>
      {found === null ? (
        <EmptyState title={words("search.empty.title")}>{words("search.empty.text")}</EmptyState>
      ) : found.total === 0 ? (
        <Nothing query={query} pages={pages} current={current} />
      ) : (
        <Results query={query} total={found.total} hits={found.hits} current={current} />
      )}
    </>
  );
}

function Results({
  query,
  total,
  hits,
  current: { words },
}: {
  query: string;
  total: number;
  hits: readonly Hit[];
  current: CurrentWords;
}) {
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="visually-hidden">
        {words("search.resultsTitle")}
      </h2>
      <p className="text-muted">
        {words("search.count", { count: total, query })}
        {total > hits.length ? ` ${words("search.shown", { count: hits.length })}` : null}
      </p>
      <ol className="search-results">
        {hits.map((hit) => (
          <li key={hit.section.href}>
            <Result hit={hit} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Result({ hit: { section, excerpt } }: { hit: Hit }) {
  const { href, page, pageLang, heading, lang } = section;
  return (
    <a href={href}>
      <span className="search-heading" lang={lang}>
        {heading}
      </span>
      {heading === page ? null : (
        <span className="search-place" lang={pageLang}>
          {page}
        </span>
      )}
      <span className="search-excerpt" lang={lang}>
        {excerpt.map(([piece, hit], index) => (hit ? <mark key={keyOf(piece, index)}>{piece}</mark> : piece))}
      </span>
    </a>
  );
}

const keyOf = (piece: string, index: number) => `${index} ${piece}`;

function Nothing({
  query,
  pages,
  current: { locale, words, href },
}: {
  query: string;
  pages: readonly SitePage[];
  current: CurrentWords;
}) {
  return (
    <EmptyState title={words("search.nothing.title", { query })}>
      <p>{words("search.nothing.text")}</p>
      <ul>
        {pages
          .filter(({ listed, parent }) => listed && parent === "/")
          .map(({ path, title }) => (
            <li key={path}>
              <a href={href(path)}>
                {title.locale === locale ? title.text : <OwnWords locale={locale}>{title.text}</OwnWords>}
              </a>
            </li>
          ))}
      </ul>
    </EmptyState>
  );
}
