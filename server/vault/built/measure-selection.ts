/** Chooses measures by what they are read as answering, or by the words that state them. */
import type { Measure } from "@/server/content/facts-schema";

/** Those read as answering at least one of the controls, as `A.8.22`. */
export function answering(measures: readonly Measure[], controls: readonly string[]): Measure[] {
  return measures.filter(({ annexA }) => annexA.some((control) => controls.includes(control)));
}

export function mentioning(measures: readonly Measure[], words: RegExp): Measure[] {
  return measures.filter(({ title, statement }) => words.test(`${title ?? ""} ${statement}`));
}
