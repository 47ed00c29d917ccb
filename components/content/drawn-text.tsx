/** Text in a drawing. SVG does not break lines, so they are broken here by an estimate of the width. */

/** Units of the drawing, which are CSS pixels where it is shown at its own size. The same sizes stand in prose.css. */
export interface Lettering {
  readonly size: number;
  readonly lineHeight: number;
}

/** Words gathered into lines of at most `width` units; a longer word has a line of its own. */
export function linesOf(text: string, width: number, { size }: Lettering): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && emsOf(`${last} ${word}`) * size <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A little more than the text takes in the site's own face, in ems. */
function emsOf(text: string): number {
  let ems = 0;
  for (const letter of text) ems += emOf(letter);
  return ems;
}

function emOf(letter: string): number {
  if (/[\s.,:;'’|!ijlI()[\]]/.test(letter)) return 0.3;
  if (/[ftr/-]/.test(letter)) return 0.42;
  if (/[mwMW@%]/.test(letter)) return 0.92;
  if (/[A-Z0-9]/.test(letter)) return 0.68;
  return /[ -\u024f\u0370-\u04ff\u0590-\u06ff\u2010-\u2027]/.test(letter) ? 0.58 : 1;
}

/** Lines from the baseline `y` downwards. The tone is a class, so that a drawing is light on the wire. */
export function DrawnLines({
  lines,
  x,
  y,
  tone = "plain",
  lettering: { lineHeight },
  middle = false,
}: {
  lines: readonly string[];
  x: number;
  y: number;
  tone?: "plain" | "title" | "quiet" | "mark" | "number";
  lettering: Lettering;
  /** `x` is where each line has its middle. */
  middle?: boolean;
}) {
  if (lines.length === 0) return null;
  return (
    <text className={`drawn-${tone}`} textAnchor={middle ? "middle" : undefined}>
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
