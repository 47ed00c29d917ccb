/** The register over time, as it is drawn: who stood in it from when to when, and who will. */
import type { ChangeKind } from "@/server/subprocessors/changes/lifecycle";

/** What stood, or will stand, in the register without a break and without a change. */
export interface Span {
  readonly from: Date;
  /** Null: no end is known. */
  readonly until: Date | null;
  /** It begins with a change under notice. */
  readonly coming: boolean;
}

export interface TimelineRow {
  /** Its id in the register. */
  readonly id: string;
  /** The last that it is called. */
  readonly name: string;
  /** In the order of time. */
  readonly spans: readonly Span[];
}

export interface Timeline {
  readonly from: Date;
  readonly until: Date;
  readonly rows: readonly TimelineRow[];
  /** Sub-processors of the time shown that are not drawn, since there are too many. */
  readonly left: number;
}

export interface PastSpan {
  readonly id: string;
  readonly name: string;
  readonly from: Date;
  readonly until: Date | null;
}

export interface ComingSpan {
  readonly kind: ChangeKind;
  /** Whom it changes, removes or displaces, by the id in the register; null for an addition. */
  readonly targetId: string | null;
  readonly id: string;
  readonly name: string;
  readonly effectiveAt: Date;
}

const dayLength = 86_400_000;
/** More than these are not read off a picture. */
export const mostRows = 40;
/** Milliseconds back from now. */
export const longestPast = 2 * 366 * dayLength;

/**
 * @param past in the register's order, each sub-processor's in the order of time
 * @param coming in the order of their times
 */
export function timelineOf(
  { keptSince, at }: { readonly keptSince: Date; readonly at: Date },
  past: readonly PastSpan[],
  coming: readonly ComingSpan[],
): Timeline {
  const from = new Date(Math.max(keptSince.getTime(), at.getTime() - longestPast));
  const rows = new Map<string, { id: string; name: string; spans: Span[] }>();
  const rowOf = (id: string, name: string) => {
    const row = rows.get(id) ?? { id, name, spans: [] };
    rows.set(id, row);
    row.name = name;
    return row;
  };
  for (const { id, name, from: start, until } of past)
    rowOf(id, name).spans.push({ from: start < from ? from : start, until, coming: false });
  for (const { kind, targetId, id, name, effectiveAt } of coming) {
    const target = targetId === null ? undefined : rows.get(targetId);
    const last = target?.spans.at(-1);
    if (target !== undefined && last !== undefined) target.spans.splice(-1, 1, { ...last, until: effectiveAt });
    if (kind !== "removal") rowOf(id, name).spans.push({ from: effectiveAt, until: null, coming: true });
  }
  const all = [...rows.values()];
  const shown = all.length <= mostRows ? all : mostTelling(all);
  return { from, until: endOf(at, from, coming), rows: shown, left: all.length - shown.length };
}

/** Beyond the last that is fixed, so that what begins there has a length. */
function endOf(at: Date, from: Date, coming: readonly ComingSpan[]): Date {
  const last = Math.max(at.getTime(), ...coming.map(({ effectiveAt }) => effectiveAt.getTime()));
  return new Date(last + Math.max(14 * dayLength, (last - from.getTime()) * 0.15));
}

/** Those with something to come and those in force before those that ended, each in the register's order. */
function mostTelling(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  const rank = ({ spans }: TimelineRow) =>
    spans.some(({ coming }) => coming) ? 0 : spans.at(-1)?.until === null ? 1 : 2;
  const kept = new Set(rows.toSorted((one, other) => rank(one) - rank(other)).slice(0, mostRows));
  return rows.filter((row) => kept.has(row));
}
