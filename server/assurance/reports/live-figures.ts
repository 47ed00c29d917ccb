/**
 * What the portal's own records say of a quarter: the records of the deployment, because events carry no publisher's name. Counted from the audit chain, because what a request says of a person is
 * erased and its events stay. Fast over ten million events by the indexes of 20261122000300_report_index.
 */
import type { QuarterSpan } from "@/server/assurance/reports/quarter";
import { openDetails } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import type { Database } from "@/server/platform/database";

export interface AccessRequestFigures {
  /** Requests opened with a work e-mail address, confirmed or not. */
  readonly asked: number;
  readonly letIn: number;
  readonly approved: number;
  readonly declined: number;
  /** Of what staff decided in the quarter, from the confirmed address to the decision. Null where nothing was decided. */
  readonly medianDecisionHours: number | null;
}

export interface Recomputation {
  readonly at: Date;
  readonly good: boolean;
  /** How many events it covered; up to the first bad one where there is one. */
  readonly events: number;
}

export interface LiveFigures {
  readonly accessRequests: AccessRequestFigures;
  /** Events of the quarter, and how many of them have their place in the chain. */
  readonly events: number;
  readonly sequenced: number;
}

/** When the portal's records begin; null in an empty database. */
export async function recordsBegin(database: Database): Promise<Date | null> {
  const first = await database.auditEvent.findFirst({ orderBy: { sequence: "asc" }, select: { at: true } });
  return first?.at ?? null;
}

export async function liveFigures(database: Database, quarter: QuarterSpan): Promise<LiveFigures> {
  const [counts, medianDecisionHours, unsequenced] = await Promise.all([
    countKinds(database, quarter),
    medianDecision(database, quarter),
    countUnsequenced(database, quarter),
  ]);
  const count = (kind: AuditKind) => counts.get(kind) ?? 0;
  const events = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return {
    accessRequests: {
      asked: count("access.requested"),
      letIn: count("access.let-in"),
      approved: count("access.approved"),
      declined: count("access.declined"),
      medianDecisionHours,
    },
    events,
    sequenced: events - unsequenced,
  };
}

/** Finds the kinds one after another, so that each is counted by its own part of the index also before PostgreSQL 18. */
async function countKinds(database: Database, { start, end }: QuarterSpan): Promise<ReadonlyMap<string, number>> {
  const rows = await database.$queryRaw<{ kind: string; count: bigint }[]>`
    WITH RECURSIVE kinds AS (
      (SELECT kind FROM "AuditEvent" ORDER BY kind LIMIT 1)
      UNION ALL
      SELECT (SELECT e.kind FROM "AuditEvent" e WHERE e.kind > kinds.kind ORDER BY e.kind LIMIT 1)
      FROM kinds WHERE kinds.kind IS NOT NULL)
    SELECT kinds.kind, counted.count FROM kinds CROSS JOIN LATERAL (
      SELECT count(*) AS count FROM "AuditEvent" e
      WHERE e.kind = kinds.kind AND e.at >= ${start.toISOString()}::timestamptz AND e.at < ${end.toISOString()}::timestamptz) counted
    WHERE kinds.kind IS NOT NULL`;
  return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
}

async function medianDecision(database: Database, { start, end }: QuarterSpan): Promise<number | null> {
  const [row] = await database.$queryRaw<{ median: number | null }[]>`
    SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided.at - confirmed.at)) / 3600)::float8 AS median
    FROM "AuditEvent" decided CROSS JOIN LATERAL (
      SELECT e.at FROM "AuditEvent" e
      WHERE e.kind = 'access.confirmed' AND e."subjectId" = decided."subjectId" ORDER BY e.sequence DESC LIMIT 1) confirmed
    WHERE decided.kind IN ('access.approved', 'access.declined')
      AND decided.at >= ${start.toISOString()}::timestamptz AND decided.at < ${end.toISOString()}::timestamptz`;
  return row?.median ?? null;
}

async function countUnsequenced(database: Database, { start, end }: QuarterSpan): Promise<number> {
  return database.auditEvent.count({ where: { position: null, at: { gte: start, lt: end } } });
}

/** The last time that the whole chain was recomputed; null where it never was. */
export async function lastRecomputation(database: Database): Promise<Recomputation | null> {
  const kind: AuditKind = "audit.recomputed";
  const event = await database.auditEvent.findFirst({ where: { kind }, orderBy: { sequence: "desc" } });
  const details = event && (await openDetails(database, event));
  if (!event || details === null) return null;
  return { at: event.at, good: details.good === true, events: Number(details.events) };
}
