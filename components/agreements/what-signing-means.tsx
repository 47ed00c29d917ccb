import type { Words } from "@/server/words/words";

/** Said before anybody can sign. The signature is a simple electronic one (eIDAS art. 3(10)), and no more is claimed. */
export function WhatSigningMeans({ publisherName, words }: { publisherName: string; words: Words }) {
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="meaning">
      <h2 id="meaning">{words("agreements.meaning.title")}</h2>
      <ul>
        <li>{words("agreements.meaning.company")}</li>
        <li>{words("agreements.meaning.simple")}</li>
        <li>{words("agreements.meaning.evidence")}</li>
        <li>{words("agreements.meaning.record", { publisher: publisherName })}</li>
        <li>{words("agreements.meaning.later")}</li>
      </ul>
    </section>
  );
}
