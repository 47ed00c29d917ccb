import type { BoxFigure } from "@/server/content/facts-schema";
import { DrawnLines, lineHeight, linesOf } from "./drawn-text";

const width = 360;
const between = 12;
const rowGap = 40;
const padding = 12;

interface PlacedBox {
  readonly id: string;
  readonly outside: boolean;
  readonly title: readonly string[];
  readonly text: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Parts of a system from top to bottom with what passes between them. Broken outlines stand outside the publisher. */
export function BoxDiagram({ title, summary, rows, flows }: BoxFigure) {
  const { boxes, height } = place(rows);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return (
    <svg
      className="max-w-md"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}. ${summary} The same follows as a table.`}
    >
      {flows.map(({ from, to, label }) => {
        const start = byId.get(from);
        const end = byId.get(to);
        return start && end ? <Flow key={`${from} ${to}`} start={start} end={end} label={label} /> : null;
      })}
      {boxes.map((box) => (
        <Box key={box.id} {...box} />
      ))}
    </svg>
  );
}

function place(rows: BoxFigure["rows"]): { boxes: PlacedBox[]; height: number } {
  const boxes: PlacedBox[] = [];
  let y = 1;
  for (const row of rows) {
    const boxWidth = (width - 2 - between * (row.length - 1)) / row.length;
    const characters = Math.floor((boxWidth - 2 * padding) / 6.3);
    const written = row.map((box) => ({
      title: linesOf(box?.title ?? "", Math.floor(characters * 0.85)),
      text: linesOf(box?.text ?? "", characters),
    }));
    const tallest = Math.max(...written.map(({ title, text }) => title.length + text.length));
    const height = tallest * lineHeight + 2 * padding - 4;
    for (const [index, box] of row.entries()) {
      const lines = written[index];
      if (!box || !lines) continue;
      boxes.push({
        ...lines,
        id: box.id,
        outside: box.outside,
        x: 1 + index * (boxWidth + between),
        y,
        width: boxWidth,
        height,
      });
    }
    y += height + rowGap;
  }
  return { boxes, height: y - rowGap + 1 };
}

function Box({ title, text, outside, x, y, width, height }: PlacedBox) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={4}
        fill="var(--surface)"
        stroke="var(--line)"
        strokeDasharray={outside ? "5 4" : undefined}
      />
      <DrawnLines lines={title} x={x + padding} y={y + padding + 10} tone="title" />
      <DrawnLines lines={text} x={x + padding} y={y + padding + 10 + title.length * lineHeight} tone="quiet" />
    </g>
  );
}

function Flow({ start, end, label }: { start: PlacedBox; end: PlacedBox; label: string | null }) {
  const from = { x: start.x + start.width / 2, y: start.y + start.height };
  const to = { x: end.x + end.width / 2, y: end.y };
  const turn = from.y + rowGap / 3;
  const room = Math.floor((width - to.x - 8) / 6);
  return (
    <g>
      <path
        d={`M${from.x} ${from.y}V${turn}H${to.x}V${to.y - 5}`}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.5}
      />
      <path d={`M${to.x - 4.5} ${to.y - 8}h9l-4.5 8z`} fill="var(--accent)" />
      {label === null ? null : <DrawnLines lines={linesOf(label, room)} x={to.x + 9} y={turn + 12} tone="plain" />}
    </g>
  );
}
