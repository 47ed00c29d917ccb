import type { PackDocument } from "@/server/vault/queries";

type Kind = PackDocument["kind"];

/** What kinds of document wait behind the agreement: no titles, no counts. */
export function LockedKinds({ kinds, labels }: { kinds: readonly Kind[]; labels: Readonly<Record<Kind, string>> }) {
  if (kinds.length === 0) return null;
  return (
    <section className="grid max-w-[44rem] gap-3" aria-labelledby="kinds">
      <h2 id="kinds">What the pack holds</h2>
      <p className="text-muted">The titles show once the agreement is signed and you have acknowledged it.</p>
      <ul className="border-t border-hairline">
        {kinds.map((kind) => (
          <li key={kind} className="border-b border-hairline py-2.5">
            {labels[kind]}
          </li>
        ))}
      </ul>
    </section>
  );
}
