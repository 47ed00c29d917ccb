import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BoxDiagram } from "./box-diagram";
import { linesOf } from "./drawn-text";
import { StepDiagram } from "./step-diagram";

const words = "Ω μέγα عربي 中文 a-word-that-is-much-longer-than-the-line and <short> ones & more";

test("lines keep every word in order and break only where they must", () => {
  const lines = linesOf(words, 12);
  expect(lines.join(" ")).toBe(words);
  for (const line of lines) expect(line.length <= 12 || !line.includes(" ")).toBe(true);
  expect(linesOf("  ", 12)).toEqual([]);
});

test("a step drawing has a text alternative, every word, and no inline style", () => {
  const step = { title: "One", text: words, mark: "≤ 4 hours" };
  const svg = renderToStaticMarkup(
    <StepDiagram kind="steps" title="T" summary="S." steps={[step, { ...step, title: "Two", mark: null }]} />,
  );
  expect(svg).toContain('role="img" aria-label="T. S. The same follows as a table."');
  expect(svg).not.toContain("style=");
  expect(svg).toContain("&lt;short&gt;");
  expect(heightOf(svg)).toBeGreaterThan(Math.max(...baselines(svg)));
});

test("boxes do not overlap and stand inside the drawing; each flow has an arrow", () => {
  const box = (id: string, text: string | null) => ({ id, title: `Box ${id}`, text, outside: id === "d" });
  const svg = renderToStaticMarkup(
    <BoxDiagram
      kind="boxes"
      title="T"
      summary="S."
      rows={[[box("a", words)], [box("b", null), box("c", words)], [null, box("d", "end")]]}
      flows={[
        { from: "a", to: "b", label: null },
        { from: "a", to: "c", label: "both" },
        { from: "c", to: "d", label: null },
      ]}
    />,
  );
  const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
    (found) => {
      const [x = 0, y = 0, width = 0, height = 0] = found.slice(1).map(Number);
      return { left: x, right: x + width, top: y, bottom: y + height };
    },
  );
  expect(boxes).toHaveLength(4);
  for (const [index, one] of boxes.entries()) {
    expect(one.right).toBeLessThan(360);
    expect(one.bottom).toBeLessThan(heightOf(svg));
    for (const other of boxes.slice(index + 1))
      expect(one.right < other.left || other.right < one.left || one.bottom < other.top).toBe(true);
  }
  expect(svg.match(/h9l-4\.5 8z/g)).toHaveLength(3);
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
});

const heightOf = (svg: string) => Number(/viewBox="0 0 360 ([\d.]+)"/.exec(svg)?.[1]);
const baselines = (svg: string) =>
  [...svg.matchAll(/<tspan x="[\d.]+" y="([\d.]+)"/g)].map((found) => Number(found[1]));
