/**
 * A quarterly trust report: each figure with where it comes from. What was not measured or recorded is told as that and is
 * never a zero.
 */
import type { AccessRequestFigures, LiveFigures, Recomputation } from "@/server/assurance/reports/live-figures";
import type { QuarterSpan } from "@/server/assurance/reports/quarter";
import type { Publisher } from "@/server/content/publisher-schema";
import type { PatchTarget, QuarterFacts, QuarterFile } from "@/server/content/report-schema";

/** `portal`: counted from its own records. `publisher`: stated in the signed-off file. */
export type Source = "portal" | "publisher";

/**
 * `not-measured`: only the publisher could know, and states nothing. `not-kept`: the portal keeps no such records yet.
 * `before-records`: its records begin after the quarter.
 */
export type Absence = "not-measured" | "not-kept" | "before-records";

export type Figure<Value extends object> =
  | { readonly value: Value; readonly source: Source; readonly demonstration: boolean }
  | { readonly value: null; readonly absence: Absence };

export interface PatchFigures {
  readonly severity: string;
  readonly target: PatchTarget | null;
  /** Null where the target is stated and nothing was measured against it. */
  readonly measured: NonNullable<QuarterFacts["patching"]>[number] | null;
}

export interface ChainState {
  readonly events: number;
  readonly sequenced: number;
  readonly recomputation: Recomputation | null;
}

export interface TrustReport {
  readonly quarter: QuarterSpan;
  /** Anything in it is a demonstration. */
  readonly demonstration: boolean;
  readonly signedOff: QuarterFacts["signedOff"];
  readonly note: string | null;
  /** Where they begin within the quarter: the portal's figures count from then on. */
  readonly recordsSince: Date | null;
  /** Business days within which the publisher says that it answers questions. */
  readonly questionReplyBusinessDays: number | null;
  readonly mfaCoverage: Figure<NonNullable<QuarterFacts["mfaCoverage"]>>;
  /** The targets stand here also where nothing was measured. */
  readonly patchTargets: readonly PatchTarget[];
  readonly patching: Figure<readonly PatchFigures[]>;
  readonly subProcessorChanges: Figure<NonNullable<QuarterFacts["subProcessorChanges"]>>;
  readonly advisories: Figure<NonNullable<QuarterFacts["advisories"]>>;
  readonly questions: Figure<NonNullable<QuarterFacts["questions"]>>;
  readonly accessRequests: Figure<AccessRequestFigures>;
  readonly auditChain: Figure<ChainState>;
}

export interface ReportParts {
  readonly quarter: QuarterSpan;
  readonly publisher: Publisher;
  /** What the publisher states of the quarter, signed off or not. */
  readonly file: QuarterFile | null;
  /** The first of the portal's records. */
  readonly begin: Date | null;
  readonly live: LiveFigures;
  readonly recomputation: Recomputation | null;
  /** The deployment is a demonstration, so its own records are. */
  readonly demonstration: boolean;
}

export function trustReport(parts: ReportParts): TrustReport {
  const { quarter, publisher, file, begin, live, recomputation } = parts;
  const recorded = begin !== null && begin.getTime() < quarter.end.getTime();
  const fromPortal = <Value extends object>(value: Value): Figure<Value> =>
    recorded
      ? { value, source: "portal", demonstration: parts.demonstration }
      : { value: null, absence: "before-records" };
  const figures = {
    mfaCoverage: stated(file, "mfaCoverage", "not-measured"),
    patching: patchFigures(publisher.patchTargets, file),
    subProcessorChanges: stated(file, "subProcessorChanges", "not-kept"),
    advisories: stated(file, "advisories", "not-kept"),
    questions: stated(file, "questions", "not-kept"),
    accessRequests: accessRequests(parts, fromPortal(live.accessRequests)),
    auditChain: fromPortal({ events: live.events, sequenced: live.sequenced, recomputation }),
  };
  return {
    ...figures,
    quarter,
    demonstration: Object.values(figures).some((figure) => figure.value !== null && figure.demonstration),
    signedOff: file?.signedOff ?? null,
    note: file?.note ?? null,
    recordsSince: recorded && begin.getTime() > quarter.start.getTime() ? begin : null,
    questionReplyBusinessDays: publisher.questionReplyBusinessDays,
    patchTargets: publisher.patchTargets,
  };
}

type Stated = "mfaCoverage" | "subProcessorChanges" | "advisories" | "questions" | "accessRequests";

function stated<Name extends Stated>(
  file: QuarterFile | null,
  name: Name,
  absence: Absence,
): Figure<NonNullable<QuarterFile[Name]>> {
  const value = file?.[name] ?? null;
  return file === null || value === null
    ? { value: null, absence }
    : { value, source: "publisher", demonstration: file.demonstration };
}

/** The portal's records where they cover all of the quarter; else what the publisher states; else what records there are. */
function accessRequests(
  { quarter, file, begin }: ReportParts,
  recorded: Figure<AccessRequestFigures>,
): Figure<AccessRequestFigures> {
  const whole = begin !== null && begin.getTime() <= quarter.start.getTime();
  if (whole || file === null || file.accessRequests === null) return recorded;
  return stated(file, "accessRequests", "before-records");
}

/** A row for each target, in the publisher's order, then for each severity without one. */
function patchFigures(targets: readonly PatchTarget[], file: QuarterFile | null): Figure<readonly PatchFigures[]> {
  if (file === null || file.patching === null) return { value: null, absence: "not-measured" };
  const measured = file.patching;
  const withTarget = targets.map((target) => ({
    severity: target.severity,
    target,
    measured: measured.find((each) => each.target === target.id) ?? null,
  }));
  const others = measured.filter(({ target }) => target === null);
  return {
    value: [...withTarget, ...others.map((each) => ({ severity: each.severity, target: null, measured: each }))],
    source: "publisher",
    demonstration: file.demonstration,
  };
}
