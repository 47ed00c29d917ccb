import type { Words } from "@/server/words/words";

/** What the audit chain proves and what it does not. */
export function ChainExplained({ words }: { words: Words }) {
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="chain">
      <h2 id="chain">{words("portal.chain.title")}</h2>
      <p>{words("portal.chain.entry")}</p>
      <p>{words("portal.chain.own")}</p>
    </section>
  );
}
