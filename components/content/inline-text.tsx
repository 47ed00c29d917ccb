import type { Inline } from "@/server/content/expansion";

const tones = { plain: undefined, passed: "font-medium text-passed", "not-stated": "text-muted" } as const;

type Href = (path: string) => string;

/** A few words of a fact; the tone only repeats what the words say. `href` puts a link into the page's language. */
export function InlineText({ line, href }: { line: Omit<Inline, "kind">; href: Href }) {
  if (line.href !== null) return <a href={href(line.href)}>{line.text}</a>;
  return line.tone === "plain" ? line.text : <span className={tones[line.tone]}>{line.text}</span>;
}

/** Several pieces one below the other, as in a table's cell. */
export function InlineLines({ lines, href }: { lines: readonly Inline[]; href: Href }) {
  const [only] = lines;
  if (lines.length === 1 && only) return <InlineText line={only} href={href} />;
  return lines.map((line) => (
    <span key={line.text} className="block">
      <InlineText line={line} href={href} />
    </span>
  ));
}
