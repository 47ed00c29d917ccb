import { mostAttempts } from "@/server/notices/webhooks/retries";
import { samplePayload } from "@/server/notices/webhooks/sample-payload";
import type { Words } from "@/server/words/words";

/** What a developer has to know who builds the other end. docs/webhooks.md says more, with code. */
export function Receiving({ seconds, words }: { seconds: number; words: Words }) {
  const code = (text: React.ReactNode) => <code>{text}</code>;
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="receiving">
      <h2 id="receiving">{words("webhooks.receiving.title")}</h2>
      <p>
        {words.rich("webhooks.receiving.signed", {
          link: (text) => <a href="https://www.standardwebhooks.com/">{text}</a>,
        })}
      </p>
      <ul>
        <li>{words.rich("webhooks.receiving.headers", { code })}</li>
        <li>{words.rich("webhooks.receiving.body", { code })}</li>
        <li>{words("webhooks.receiving.answer", { seconds })}</li>
        <li>{words.rich("webhooks.receiving.retries", { code, attempts: mostAttempts })}</li>
        <li>{words.rich("webhooks.receiving.stop", { code })}</li>
        <li>{words.rich("webhooks.receiving.twice", { code })}</li>
      </ul>
      <h3>{words("webhooks.receiving.sample")}</h3>
      <pre translate="no" lang="en">
        <code>{samplePayload}</code>
      </pre>
    </section>
  );
}
