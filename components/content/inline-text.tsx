import type { Inline } from "@/server/content/expansion";

const tones = { plain: undefined, passed: "font-medium text-passed", "not-stated": "text-muted" } as const;

/** A few words of a fact; the tone only repeats what the words say. */
export function InlineText({ text, href, tone }: Omit<Inline, "kind">) {
  if (href !== null) return <a href={href}>{text}</a>;
  return tone === "plain" ? text : <span className={tones[tone]}>{text}</span>;
}

/** Several pieces one below the other, as in a table's cell. */
export function InlineLines({ lines }: { lines: readonly Inline[] }) {
  const [only] = lines;
  if (lines.length === 1 && only) return <InlineText {...only} />;
  return lines.map((line) => (
    <span key={line.text} className="block">
      <InlineText {...line} />
    </span>
  ));
}
