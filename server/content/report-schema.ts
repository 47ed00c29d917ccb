/**
 * `reports/2026-q3.yaml`: what only the publisher knows of a quarter. Nobody sees it before `signedOff` is filled in and the
 * quarter is over. Null always means that it was not measured, never that there was nothing.
 */
import { z } from "zod";
import { CalendarDate, Quarter, quarterStanding } from "./calendar";
import { refuser } from "./refuser";

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "an id is lower-case words joined by hyphens");
const count = z.int("a count is a whole number").nonnegative("a count is not below 0");
const hours = z.number().nonnegative("hours are not below 0");

/** Within how long a weakness of one severity is patched, as publisher.yaml states it. */
export const PatchTarget = z.strictObject({
  id,
  /** As `Critical CVEs`. */
  severity: text,
  hours: z.number().positive(),
  /** The publisher's own words, which stand in the statement of the measure named. */
  words: text,
  measure: id,
});
export type PatchTarget = z.infer<typeof PatchTarget>;

/** The share of a group's accounts that use a second factor, at the end of the quarter. */
const Coverage = z.strictObject({
  group: text,
  percent: z.number().min(0, "a percentage is at least 0").max(100, "a percentage is at most 100"),
});

const PatchTimes = z
  .strictObject({
    severity: text,
    /** One of `patchTargets` in publisher.yaml; null where the publisher states no target for this severity. */
    target: id.nullable(),
    patched: count,
    withinTarget: count.nullable(),
    medianHours: hours.nullable(),
    slowestHours: hours.nullable(),
  })
  .superRefine(({ target, patched, withinTarget, medianHours, slowestHours }, context) => {
    const refuse = refuser(context);
    if ((target === null) !== (withinTarget === null))
      refuse(["withinTarget"], "it goes with a target.", "Write both, or null for both.");
    if (withinTarget !== null && withinTarget > patched)
      refuse(["withinTarget"], "it is more than were patched.", "Correct one of the two counts.");
    if (patched === 0 && (medianHours !== null || slowestHours !== null))
      refuse(["patched"], "nothing was patched, so no time was measured.", "Write null for the hours.");
    if (medianHours !== null && slowestHours !== null && medianHours > slowestHours)
      refuse(["medianHours"], "the median is above the slowest.", "Correct one of the two times.");
  });

const Changes = z.strictObject({ added: count, replaced: count, changed: count, removed: count });
const Advisories = z.strictObject({ advisories: count, retrospectives: count });

const Questions = z
  .strictObject({ received: count, answered: count, answeredInTime: count.nullable() })
  .superRefine(({ received, answered, answeredInTime }, context) => {
    const refuse = refuser(context);
    if (answered > received)
      refuse(["answered"], "more were answered than received.", "Correct one of the two counts.");
    if (answeredInTime !== null && answeredInTime > answered)
      refuse(["answeredInTime"], "it is more than were answered.", "Correct one of the two counts.");
  });

/** Only counts where the portal itself has no records of the whole quarter. */
const AccessRequests = z.strictObject({
  asked: count,
  letIn: count,
  approved: count,
  declined: count,
  medianDecisionHours: hours.nullable(),
});

export const QuarterFacts = z
  .strictObject({
    quarter: Quarter,
    /** Null: not published. */
    signedOff: z.strictObject({ by: text, role: text, date: CalendarDate }).nullable(),
    note: text.nullable(),
    mfaCoverage: z.array(Coverage).min(1, "a list has at least one entry").nullable(),
    patching: z.array(PatchTimes).min(1, "a list has at least one entry").nullable(),
    subProcessorChanges: Changes.nullable(),
    advisories: Advisories.nullable(),
    questions: Questions.nullable(),
    accessRequests: AccessRequests.nullable(),
  })
  .superRefine(({ quarter, signedOff, mfaCoverage, patching }, context) => {
    const refuse = refuser(context);
    // A quarter that is none is told by its own rule; this one runs all the same.
    if (signedOff !== null && Quarter.safeParse(quarter).success) {
      const { lastDay } = quarterStanding(quarter, new Date(0));
      if (signedOff.date <= lastDay)
        refuse(["signedOff", "date"], `the quarter ends on ${lastDay} only.`, "Sign off once the quarter is over.");
    }
    if (repeats(mfaCoverage?.map(({ group }) => group)))
      refuse(["mfaCoverage"], "a group comes twice.", "Give each group one entry.");
    if (repeats(patching?.map(({ severity }) => severity)))
      refuse(["patching"], "a severity comes twice.", "Give each severity one entry.");
  });
export type QuarterFacts = z.infer<typeof QuarterFacts>;

export interface QuarterFile extends QuarterFacts {
  readonly file: string;
  /** Invented for the demonstration: says nothing of the publisher. */
  readonly demonstration: boolean;
  /** Line on which each entry of `patching` stands. */
  readonly patchingLines: readonly number[];
}

const repeats = (names: readonly string[] = []) => new Set(names).size < names.length;
