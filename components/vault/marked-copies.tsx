/** Said before the first download: what a copy carries and what is recorded. */
export function MarkedCopies({ accountName, name, email }: { accountName: string; name: string; email: string }) {
  return (
    <section className="grid max-w-[36em] gap-3" aria-labelledby="copies">
      <h2 id="copies">Your copies are marked</h2>
      <p>
        Each page of a copy carries {name}, {email}, {accountName}, the time and an id of its own, like
        D-7K3F-9QXM-2HTA-WW01. The download is recorded before its first byte leaves, and your company sees it under{" "}
        <a href="/portal/activity">Activity</a>.
      </p>
      <p className="text-muted">
        Because of the mark, a copy’s SHA-256 differs from the original’s shown here. The whole pack comes as a ZIP file
        with a list of the SHA-256 of each file.
      </p>
    </section>
  );
}
