import type { Words } from "@/server/words/words";

/** What the log proves, what it does not, and how to check it. */
export function ChainExplained({ words }: { words: Words }) {
  return (
    <div className="max-w-prose space-y-3">
      <p>{words("desk.audit.chain.proves")}</p>
      <p>{words.rich("desk.audit.chain.check", { command: (text) => <code>{text}</code> })}</p>
    </div>
  );
}
