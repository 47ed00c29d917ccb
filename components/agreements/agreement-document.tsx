import type { ReactNode } from "react";
import type { CurrentWords } from "@/server/access/current-words";
import { Callout } from "../ui/callout";

/** Agreements are written in English, whatever the language of the page around them. */
const textLanguage = "en";

/** The text itself, set as the document that it is. */
export function AgreementDocument({ label, children }: { label: string; children: ReactNode }) {
  return (
    <article
      id="text"
      lang={textLanguage}
      aria-label={label}
      className="prose max-w-[46rem] border border-hairline px-5 py-8 sm:px-12 sm:py-12 print:border-0 print:p-0"
    >
      {children}
    </article>
  );
}

/** Said wherever a specimen's text or signature is shown. */
export function SpecimenNotice({
  publisherName,
  current: { locale, words },
}: {
  publisherName: string;
  current: CurrentWords;
}) {
  return (
    <Callout tone="warning" title={words("agreements.specimenTitle")} locale={locale}>
      {words("agreements.specimen", { publisher: publisherName })}
    </Callout>
  );
}

/** The agreement's own summary, which never stands in for the text. */
export function PlainSummary({ points, current: { words } }: { points: readonly string[]; current: CurrentWords }) {
  if (points.length === 0) return null;
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="summary">
      <h2 id="summary">{words("agreements.summaryTitle")}</h2>
      <p className="text-muted">{words("agreements.summaryLead")}</p>
      <ul lang={textLanguage}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
