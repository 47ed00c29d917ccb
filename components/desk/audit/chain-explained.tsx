/** What the log proves, what it does not, and how to check it. */
export function ChainExplained() {
  return (
    <div className="max-w-prose space-y-3">
      <p>
        Each event is written in the same transaction as what it tells of, and chained within a minute: its leaf hash is
        the SHA-256 of the whole record, and each place builds on all before it. Nobody can change, drop or insert an
        event without breaking every place after it, and the product’s own database role cannot change the log at all.
      </p>
      <p>
        To check it, run <code>npm run audit:verify</code> on the server. It computes every leaf anew from the stored
        records and compares the chain. Erasing a person’s data leaves the chain whole. Two things show only against a
        copy of the verifier’s last line that is kept elsewhere: events cut off at the end, and a chain that somebody
        with the whole database wrote anew.
      </p>
    </div>
  );
}
