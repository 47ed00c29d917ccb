import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { BoxFigure, StepFigure } from "@/server/content/facts-schema";
import { BoxDiagram } from "./box-diagram";
import { measures } from "./drawing";
import { linesOf } from "./drawn-text";
import { StepDiagram } from "./step-diagram";

const words = "Ω μέγα عربي 中文 a-word-that-is-much-longer-than-the-line and <short> ones & more";
const lettering = measures.narrow.text;

test("lines keep every word in order and break only where they must", () => {
  const lines = linesOf(words, 90, lettering);
  expect(lines.join(" ")).toBe(words);
  expect(lines.length).toBeGreaterThan(4);
  expect(linesOf("  ", 90, lettering)).toEqual([]);
  expect(linesOf(words, 10_000, lettering)).toEqual([words]);
});

const step = { title: "One", text: words, mark: "≤ 4 hours" };
const steps = (count: number): StepFigure => ({
  kind: "steps",
  title: "T",
  summary: "S.",
  steps: Array.from({ length: count }, (_, index) => ({ ...step, title: `Step ${index}` })),
});

describe.each(["wide", "narrow"] as const)("a %s drawing", (format) => {
  const { width } = measures[format];

  test.each([2, 4, 7])("of %i steps has a text alternative, every word, and no inline style", (count) => {
    const svg = renderToStaticMarkup(<StepDiagram figure={steps(count)} format={format} />);
    expect(svg).toContain('role="img" aria-label="T. S. The same follows as a table."');
    expect(svg).not.toContain("style=");
    expect(svg.match(/&lt;short&gt;/g)).toHaveLength(count);
    expect(svg.match(/≤ 4 hours/g)).toHaveLength(count);
    expect(heightOf(svg)).toBeGreaterThan(Math.max(...baselines(svg)));
  });

  test("of boxes keeps them apart and inside it; each flow has an arrow", () => {
    const box = (id: string, text: string | null) => ({ id, title: `Box ${id}`, text, outside: id === "d" });
    const figure: BoxFigure = {
      kind: "boxes",
      title: "T",
      summary: "S.",
      rows: [[box("a", words)], [box("b", null), box("c", words)], [null, box("d", "end")]],
      flows: [
        { from: "a", to: "b", label: null },
        { from: "a", to: "c", label: "both of them, with a long word on what passes between these two" },
        { from: "c", to: "d", label: null },
      ],
    };
    const svg = renderToStaticMarkup(<BoxDiagram figure={figure} format={format} />);
    const boxes = boxesOf(svg);
    expect(boxes).toHaveLength(4);
    for (const [index, one] of boxes.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(0);
      expect(one.right).toBeLessThan(width);
      expect(one.bottom).toBeLessThan(heightOf(svg));
      for (const other of boxes.slice(index + 1))
        expect(one.right < other.left || other.right < one.left || one.bottom < other.top).toBe(true);
      for (const baseline of labelBaselines(svg)) expect(baseline < one.top || baseline > one.bottom).toBe(true);
    }
    expect(svg.match(/drawn-head/g)).toHaveLength(3);
    expect(svg.match(/drawn-outside/g)).toHaveLength(1);
  });
});

function boxesOf(svg: string) {
  return [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((found) => {
    const [x = 0, y = 0, width = 0, height = 0] = found.slice(1).map(Number);
    return { left: x, right: x + width, top: y, bottom: y + height };
  });
}

const heightOf = (svg: string) => Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(svg)?.[1]);
const baselines = (svg: string) =>
  [...svg.matchAll(/<tspan x="[\d.]+" y="([\d.]+)"/g)].map((found) => Number(found[1]));
const labelBaselines = (svg: string) =>
  [...svg.matchAll(/<text class="drawn-plain">(.*?)<\/text>/g)].flatMap(([, lines = ""]) => baselines(lines));
