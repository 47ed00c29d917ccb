import type { CurrentWords } from "@/server/access/current-words";

/** Said before the first download: what a copy carries and what is recorded. */
export function MarkedCopies({
  accountName,
  name,
  email,
  current: { words, href },
}: {
  accountName: string;
  name: string;
  email: string;
  current: CurrentWords;
}) {
  return (
    <section className="grid max-w-[36em] gap-3" aria-labelledby="copies">
      <h2 id="copies">{words("vault.marked.title")}</h2>
      <p>
        {words.rich("vault.marked.lead", {
          ...{ name, email, account: accountName },
          link: (text) => <a href={href("/portal/activity")}>{text}</a>,
        })}
      </p>
      <p className="text-muted">{words("vault.marked.hash")}</p>
    </section>
  );
}
