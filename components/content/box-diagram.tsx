import type { BoxFigure } from "@/server/content/facts-schema";
import { Drawing, type Format, measures } from "./drawing";
import { DrawnLines, linesOf } from "./drawn-text";
import { type BoxLayout, layOutBoxes, type PlacedBox, padding } from "./place-boxes";

/** Parts of a system from top to bottom with what passes between them. Broken outlines stand outside the publisher. */
export function BoxDiagram({ figure, format }: { figure: BoxFigure; format: Format }) {
  const { title, summary, flows } = figure;
  const layout = layOutBoxes(figure, format);
  return (
    <Drawing format={format} height={layout.height} title={title} summary={summary}>
      {flows.map((flow) => (
        <Flow key={`${flow.from} ${flow.to}`} {...flow} layout={layout} format={format} />
      ))}
      {layout.boxes.map((box) => (
        <Box key={box.id} box={box} format={format} />
      ))}
    </Drawing>
  );
}

function Box({ box: { title, text, outside, x, y, width, height }, format }: { box: PlacedBox; format: Format }) {
  const letters = measures[format];
  const first = y + padding + letters.title.size - 2;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={5}
        className={outside ? "drawn-box drawn-outside" : "drawn-box"}
      />
      <DrawnLines lines={title} x={x + padding} y={first} tone="title" lettering={letters.title} />
      <DrawnLines
        lines={text}
        x={x + padding}
        y={first + title.length * letters.title.lineHeight}
        tone="quiet"
        lettering={letters.text}
      />
    </g>
  );
}

function Flow({ from, to, label, layout, format }: BoxFigure["flows"][number] & { layout: BoxLayout; format: Format }) {
  const start = layout.boxes.find(({ id }) => id === from);
  const end = layout.boxes.find(({ id }) => id === to);
  if (start === undefined || end === undefined) return null;
  const { text } = measures[format];
  const [x, top] = [start.x + start.width / 2, start.y + start.height];
  const target = { x: end.x + end.width / 2, y: end.y };
  const turn = start.bottom + 14;
  const path = x === target.x ? `M${x} ${top}V${target.y - 6}` : `M${x} ${top}V${turn}H${target.x}V${target.y - 6}`;
  return (
    <g>
      <path d={path} className="drawn-flow" />
      <path d={`M${target.x - 5} ${target.y - 9}h10l-5 9z`} className="drawn-head" />
      {label === null ? null : (
        <DrawnLines
          lines={linesOf(label, end.labelWidth, text)}
          x={target.x + 10}
          y={turn + text.size + 1}
          lettering={text}
        />
      )}
    </g>
  );
}
