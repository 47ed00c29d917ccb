/** Audit reports that the publisher has not issued: told as a plan with its date, never shown as a file. */
import { quarterStanding } from "@/server/content/calendar";
import { unfinishedStages } from "@/server/content/facts-schema";
import type { Pack } from "@/server/content/pack";

export interface ExpectedReport {
  /** "SOC 2 Type II (AICPA): Type I" */
  readonly title: string;
  readonly framework: string;
  /** The publisher's own words. */
  readonly statement: string;
  /** `2026-Q3`; null where the publisher names no date. */
  readonly quarter: string | null;
  /** True from the first instant (UTC) after the quarter. */
  readonly passed: boolean;
}

/** One for each milestone of each unfinished programme without evidence, in the pack's order. */
export function expectedReports(pack: Pack, at: Date): ExpectedReport[] {
  const open = pack.programmes.filter(({ stage, evidence }) => evidence === null && unfinishedStages.has(stage));
  return open.flatMap(({ framework, statement, targets }): ExpectedReport[] => {
    if (targets.length === 0) return [{ title: framework, framework, statement, quarter: null, passed: false }];
    return targets.map(({ milestone, quarter }) => {
      const { passed } = quarterStanding(quarter, at);
      return { title: `${framework}: ${milestone}`, framework, statement, quarter, passed };
    });
  });
}
