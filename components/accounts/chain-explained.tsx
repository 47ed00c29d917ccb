/** What the audit chain proves and what it does not. */
export function ChainExplained() {
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="chain">
      <h2 id="chain">What the chain proves</h2>
      <p>
        An entry is written together with what it tells of, so neither exists without the other; the database gives it
        its time and refuses to change or delete it. Each entry’s leaf hash is the SHA-256 of a zero byte and the exact
        bytes recorded. Every place in the chain hashes its leaf together with all that came before, so an entry that
        was altered, removed or put in later breaks the chain from there on.
      </p>
      <p>
        Your company sees its own entries alone, so places are missing in between. If you keep an entry’s place and leaf
        hash, a later change of that entry shows: they no longer match. The chain by itself does not stop somebody who
        holds the whole database and rewrites all of it; hashes kept outside do.
      </p>
    </section>
  );
}
