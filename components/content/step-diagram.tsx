import type { StepFigure } from "@/server/content/facts-schema";
import { Drawing, type Format, measures } from "./drawing";
import { DrawnLines, linesOf } from "./drawn-text";

const radius = 13;
const textStart = 44;
/** So many stand side by side where there is room. */
const mostAcross = 4;

/** Steps in their order: a life cycle, an approval, a timeline. What limits a step stands beside or below it. */
export function StepDiagram({ figure, format }: { figure: StepFigure; format: Format }) {
  return format === "wide" && figure.steps.length <= mostAcross ? (
    <StepsAcross figure={figure} />
  ) : (
    <StepsDown figure={figure} format={format} />
  );
}

function StepsDown({ figure: { title, summary, steps }, format }: { figure: StepFigure; format: Format }) {
  const { width, title: large, text: small } = measures[format];
  const markStart = format === "wide" ? 500 : textStart;
  const textWidth = (format === "wide" ? markStart - 24 : width) - textStart;
  let y = 1;
  const placed = steps.map((step, index) => {
    const heading = linesOf(step.title, textWidth * 0.94, large);
    const marks = step.mark ? linesOf(step.mark, width - markStart, small) : [];
    const lines = linesOf(step.text, textWidth, small);
    const own = heading.length * large.lineHeight + lines.length * small.lineHeight;
    const beside = marks.length * small.lineHeight;
    const top = y;
    y += (format === "wide" ? Math.max(own, beside) : own + beside) + 20;
    return { number: index + 1, heading, lines, marks, top };
  });
  return (
    <Drawing format={format} height={y - 8} title={title} summary={summary}>
      <path d={`M${radius + 1} 14V${(placed.at(-1)?.top ?? 0) + radius}`} className="drawn-line" />
      {placed.map(({ number, heading, lines, marks, top }) => {
        const first = top + large.size + 3;
        const below = first + heading.length * large.lineHeight;
        const marksBelow = format === "wide" ? 0 : marks.length * small.lineHeight;
        return (
          <g key={number}>
            <Disc number={number} x={radius + 1} y={top + radius} format={format} />
            <DrawnLines lines={heading} x={textStart} y={first} tone="title" lettering={large} />
            <DrawnLines
              lines={marks}
              x={markStart}
              y={format === "wide" ? first : below}
              tone="mark"
              lettering={small}
            />
            <DrawnLines lines={lines} x={textStart} y={below + marksBelow} tone="quiet" lettering={small} />
          </g>
        );
      })}
    </Drawing>
  );
}

function StepsAcross({ figure: { title, summary, steps } }: { figure: StepFigure }) {
  const { width, title: large, text: small } = measures.wide;
  const column = width / steps.length;
  const room = column - 22;
  const placed = steps.map((step, index) => ({
    number: index + 1,
    x: index * column,
    heading: linesOf(step.title, room * 0.94, large),
    marks: step.mark ? linesOf(step.mark, room, small) : [],
    lines: linesOf(step.text, room, small),
  }));
  const headings = Math.max(...placed.map(({ heading }) => heading.length)) * large.lineHeight;
  const first = 2 * radius + 26;
  const height =
    first + headings + Math.max(...placed.map(({ lines, marks }) => lines.length + marks.length)) * small.lineHeight;
  return (
    <Drawing format="wide" height={height} title={title} summary={summary}>
      <path d={`M14 ${radius + 1}H${(steps.length - 1) * column}`} className="drawn-line" />
      {placed.map(({ number, x, heading, marks, lines }) => (
        <g key={number}>
          {number === 1 ? null : <path d={`M${x - 10} ${radius - 4}v10l8-5z`} className="drawn-head" />}
          <Disc number={number} x={x + radius + 1} y={radius + 1} format="wide" />
          <DrawnLines lines={heading} x={x + 1} y={first} tone="title" lettering={large} />
          <DrawnLines lines={lines} x={x + 1} y={first + headings} tone="quiet" lettering={small} />
          <DrawnLines
            lines={marks}
            x={x + 1}
            y={first + headings + lines.length * small.lineHeight}
            tone="mark"
            lettering={small}
          />
        </g>
      ))}
    </Drawing>
  );
}

function Disc({ number, x, y, format }: { number: number; x: number; y: number; format: Format }) {
  return (
    <>
      <circle cx={x} cy={y} r={radius} className="drawn-disc" />
      <DrawnLines lines={[String(number)]} x={x} y={y + 4.5} tone="number" lettering={measures[format].text} middle />
    </>
  );
}
