import type { ReactNode } from "react";
import { type Locale, words } from "./words";

export interface DocumentMetaFacts {
  readonly version?: ReactNode;
  readonly effective?: ReactNode;
  readonly nextReview?: ReactNode;
  readonly owner?: ReactNode;
}

export interface MoreFact {
  readonly term: string;
  readonly detail: ReactNode;
  /** Left out on paper. */
  readonly screenOnly?: boolean;
}

/**
 * What a careful reader looks for first: version, effective date, next review, owner; then `more` (what changed, other
 * forms of the document). A fact that is not there says so in the words of `absent`: it is not left out.
 */
export function DocumentMeta({
  facts,
  more = [],
  absent,
  locale = "en",
}: {
  facts: DocumentMetaFacts;
  more?: readonly MoreFact[];
  absent?: string;
  locale?: Locale;
}) {
  const { meta, notStated } = words[locale];
  const rows: readonly MoreFact[] = [
    { term: meta.version, detail: facts.version },
    { term: meta.effective, detail: facts.effective },
    { term: meta.nextReview, detail: facts.nextReview },
    { term: meta.owner, detail: facts.owner },
    ...more,
  ];
  return (
    <dl className="document-meta">
      {rows.map(({ term, detail, screenOnly }) => (
        <div key={term} data-screen-only={screenOnly ? "" : undefined}>
          <dt>{term}</dt>
          <dd>{detail ?? <span className="text-muted">{absent ?? notStated}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
