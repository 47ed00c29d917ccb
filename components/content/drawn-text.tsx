/** Text in a drawing. SVG does not break lines, so they are broken here by an estimate of the width. */

/** Words gathered into lines of at most `characters`; a longer word has a line of its own. */
export function linesOf(text: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Units of the drawing between one line and the next. */
export const lineHeight = 16;

/** Lines from the baseline `y` downwards. */
export function DrawnLines({
  lines,
  x,
  y,
  tone = "plain",
  anchor = "start",
}: {
  lines: readonly string[];
  x: number;
  y: number;
  tone?: "plain" | "title" | "quiet" | "mark";
  anchor?: "start" | "middle";
}) {
  const fill = { plain: "var(--ink)", title: "var(--ink)", quiet: "var(--muted)", mark: "var(--accent)" }[tone];
  return (
    <text
      fill={fill}
      fontSize={tone === "title" ? 13 : 12}
      fontWeight={tone === "title" || tone === "mark" ? 600 : 400}
      textAnchor={anchor}
    >
      {lines
        .map((line, index) => ({ line, at: y + index * lineHeight }))
        .map(({ line, at }) => (
          <tspan key={at} x={x} y={at}>
            {line}
          </tspan>
        ))}
    </text>
  );
}
