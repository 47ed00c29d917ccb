import type { PackDocument } from "@/server/vault/queries";
import type { Words } from "@/server/words/words";

/** What kinds of document wait behind the agreement: no titles, no counts. */
export function LockedKinds({ kinds, words }: { kinds: readonly PackDocument["kind"][]; words: Words }) {
  if (kinds.length === 0) return null;
  return (
    <section className="grid max-w-[44rem] gap-3" aria-labelledby="kinds">
      <h2 id="kinds">{words("vault.locked.title")}</h2>
      <p className="text-muted">{words("vault.locked.lead")}</p>
      <ul className="border-t border-hairline">
        {kinds.map((kind) => (
          <li key={kind} className="border-b border-hairline py-2.5">
            {words(`vault.kind.${kind}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
