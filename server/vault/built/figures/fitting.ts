/** Shares the parts of a drawing out over as many figures as their heights need. */

/** Points. What a page holds of one drawing, with its caption. */
export const HIGHEST = 620;

/**
 * Runs of consecutive indexes whose heights sum to no more than `HIGHEST`; null when one part alone is higher.
 * `overlap`: each run begins with the last part of the run before, so that what joins the two is shown.
 */
export function sharedOut(heights: readonly number[], { overlap = false } = {}): number[][] | null {
  const runs: number[][] = [];
  let run: number[] = [];
  let sum = 0;
  for (const [index, height] of heights.entries()) {
    const before = overlap && run.length > 0 ? (heights[index - 1] ?? 0) : 0;
    if (before + height > HIGHEST) return null;
    if (run.length > 0 && sum + height > HIGHEST) {
      runs.push(run);
      run = overlap ? [index - 1] : [];
      sum = before;
    }
    run.push(index);
    sum += height;
  }
  return run.length > 0 ? [...runs, run] : runs;
}

/** "Title. Summary", with a word where a drawing goes on. */
export function captionOf(figure: { title: string; summary: string }, run: number): string {
  return run === 0 ? `${figure.title}. ${figure.summary}` : `${figure.title}, continued.`;
}
