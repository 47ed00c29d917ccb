import type { StepFigure } from "@/server/content/facts-schema";
import { DrawnLines, lineHeight, linesOf } from "./drawn-text";

const width = 360;
const textStart = 40;

/** Steps down a line: a life cycle, an approval, a timeline. */
export function StepDiagram({ title, summary, steps }: StepFigure) {
  let y = 4;
  const placed = steps.map((step, index) => {
    const heading = linesOf(step.title, 42);
    const lines = linesOf(step.text, 50);
    const marks = step.mark ? linesOf(step.mark, 44) : [];
    const top = y;
    y += (heading.length + lines.length + marks.length) * lineHeight + 22;
    return { number: index + 1, heading, lines, marks, top };
  });
  const last = placed.at(-1);
  return (
    <svg
      className="max-w-md"
      viewBox={`0 0 ${width} ${y}`}
      role="img"
      aria-label={`${title}. ${summary} The same follows as a table.`}
    >
      <line x1={14} y1={16} x2={14} y2={(last?.top ?? 0) + 12} stroke="var(--line)" />
      {placed.map(({ number, heading, lines, marks, top }) => (
        <g key={number}>
          <circle cx={14} cy={top + 12} r={12} fill="var(--paper)" stroke="var(--accent)" />
          <DrawnLines lines={[String(number)]} x={14} y={top + 16.5} tone="mark" anchor="middle" />
          <DrawnLines lines={heading} x={textStart} y={top + 16.5} tone="title" />
          <DrawnLines lines={marks} x={textStart} y={top + 16.5 + heading.length * lineHeight} tone="mark" />
          <DrawnLines
            lines={lines}
            x={textStart}
            y={top + 16.5 + (heading.length + marks.length) * lineHeight}
            tone="quiet"
          />
        </g>
      ))}
    </svg>
  );
}
