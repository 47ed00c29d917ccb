import type { ReactNode } from "react";
import { Callout } from "../ui/callout";

/** The text itself, set as the document that it is. */
export function AgreementDocument({ label, children }: { label: string; children: ReactNode }) {
  return (
    <article
      id="text"
      aria-label={label}
      className="prose max-w-[46rem] border border-hairline px-5 py-8 sm:px-12 sm:py-12 print:border-0 print:p-0"
    >
      {children}
    </article>
  );
}

/** Said wherever a specimen's text or signature is shown. */
export function SpecimenNotice({ publisherName }: { publisherName: string }) {
  return (
    <Callout tone="warning" title="This text is a specimen">
      {`${publisherName} has not stated the text of a confidentiality agreement. Have your own counsel and ${publisherName}’s approve it before relying on it.`}
    </Callout>
  );
}

/** The agreement's own summary, which never stands in for the text. */
export function PlainSummary({ points }: { points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="summary">
      <h2 id="summary">In plain words</h2>
      <p className="text-muted">
        This summary helps reading. It does not replace the text below; what binds is the text.
      </p>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
