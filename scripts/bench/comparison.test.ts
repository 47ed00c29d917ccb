import { describe, expect, it } from "vitest";
import { type Comparison, figures, median, ratioOf, table } from "./comparison";

const comparison = (change: Partial<Comparison>): Comparison => ({
  what: "pages/s",
  better: "more",
  reference: "nginx",
  rounds: [{ ours: 50, reference: 100 }],
  ...change,
});
const rowsOf = (each: Comparison) => table([{ title: "Pages", notes: ["one note"], comparisons: [each] }]);

describe("a comparison", () => {
  it("takes the middle of odd and of even rounds", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 4, 2, 9])).toBe(3);
    expect(() => median([])).toThrow(RangeError);
  });

  it("takes its ratio within each round, not between medians", () => {
    const rounds = [
      { ours: 10, reference: 100 },
      { ours: 90, reference: 100 },
      { ours: 100, reference: 400 },
    ];
    expect(ratioOf(rounds)).toEqual({ middle: 0.25, least: 0.1, most: 0.9 });
  });

  it("leaves out rounds whose reference gave nothing", () => {
    expect(ratioOf([{ ours: 1, reference: null }])).toBeNull();
    expect(ratioOf([{ ours: 1, reference: 0 }])).toBeNull();
  });

  it("names a missing reference and still shows ours", () => {
    const lines = rowsOf(comparison({ rounds: [{ ours: 50, reference: null }], missing: "nginx is not installed" }));
    expect(lines.find((line) => line.startsWith("pages/s"))).toMatch(
      /50\.0 +nginx +– +not run: nginx is not installed/,
    );
  });

  it("says that nothing was measured", () => {
    const lines = rowsOf(comparison({ rounds: [], missing: "the server did not start" }));
    expect(lines.find((line) => line.startsWith("pages/s"))).toMatch(/– +nginx +– +not run: the server did not start/);
  });

  it("shows ratio and spread with title and notes", () => {
    const lines = rowsOf(comparison({ rounds: [1, 2, 3].map((ours) => ({ ours, reference: 4 })) }));
    expect(lines).toContain("Pages");
    expect(lines).toContain("  one note");
    expect(lines.join("\n")).toContain("0.500 (0.250–0.750)");
  });

  it("writes three figures", () => {
    expect([12_345.6, 100, 12.34, 1.234, 0.1234].map(figures)).toEqual(["12,346", "100", "12.3", "1.23", "0.123"]);
  });
});
