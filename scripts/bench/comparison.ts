/**
 * One row of the table: something of ours beside its reference, measured in turns in the same run. A ratio is taken
 * within each round, so that whatever else the machine does meanwhile weighs on both sides.
 */

export interface Round {
  readonly ours: number;
  /** Null where the reference could not be run; `Comparison.missing` says why. */
  readonly reference: number | null;
}

export interface Comparison {
  /** With its unit, such as `requests/s`. */
  readonly what: string;
  readonly better: "more" | "less";
  readonly reference: string;
  readonly rounds: readonly Round[];
  /** The reason, such as `nginx is not installed`. */
  readonly missing?: string;
}

export interface Section {
  readonly title: string;
  /** How it was measured, and what that leaves out. */
  readonly notes: readonly string[];
  readonly comparisons: readonly Comparison[];
}

/** @throws RangeError where there is nothing */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("the median of nothing");
  return (lower + upper) / 2;
}

export interface Ratio {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

/** Ours divided by the reference, over the rounds that have both; null where none has. */
export function ratioOf(rounds: readonly Round[]): Ratio | null {
  const ratios = rounds.flatMap(({ ours, reference }) => (reference ? [ours / reference] : []));
  if (ratios.length === 0) return null;
  return { middle: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** Three figures, or all of those before the point. */
export function figures(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

const heading = ["what", "ours", "reference", "", "ours ÷ reference", "better is"] as const;

/** The whole table as lines of text, its columns aligned. */
export function table(sections: readonly Section[]): string[] {
  const rows = sections.map((section) => section.comparisons.map(cells));
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.flat().map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        rightAligned.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [
    line(heading),
    ...sections.flatMap((section, index) => [
      "",
      section.title,
      ...(rows[index] ?? []).map(line),
      ...section.notes.map((note) => `  ${note}`),
    ]),
  ];
}

const rightAligned = new Set([1, 3]);

function cells({ what, better, reference, rounds, missing }: Comparison): string[] {
  const ours = rounds.length === 0 ? "–" : figures(median(rounds.map((round) => round.ours)));
  const measured = rounds.flatMap((round) => round.reference ?? []);
  const ratio = ratioOf(rounds);
  if (missing !== undefined || measured.length === 0)
    return [what, ours, reference, "–", `not run: ${missing ?? "no round ended"}`, better];
  const share = ratio === null ? "–" : `${figures(ratio.middle)} (${figures(ratio.least)}–${figures(ratio.most)})`;
  return [what, ours, reference, figures(median(measured)), share, better];
}
