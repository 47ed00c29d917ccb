/** Lists of incidents as staff see them, and how many of their clocks run. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { type DutyStanding, dutiesOf, isUnmet, timeLeft } from "@/server/assurance/incidents/duties";
import { dutyFacts, type IncidentFacts } from "@/server/assurance/incidents/duty-facts";
import { openDescription } from "@/server/assurance/incidents/sealed-incident";
import { database } from "@/server/platform/database";
import type { Incident } from "@/server/platform/generated/prisma/client";
import type { IncidentClass } from "@/server/platform/generated/prisma/enums";

export interface IncidentSummary {
  readonly id: string;
  readonly reference: string;
  readonly class: IncidentClass;
  /** Null where it was erased. */
  readonly title: string | null;
  readonly discoveredAt: Date;
  readonly closedAt: Date | null;
  readonly accounts: number;
  readonly told: number;
  readonly duties: readonly DutyStanding[];
}

const pageSize = 50;
/** Open at one time: more than any publisher has. */
const mostOpen = 500;

/** The one whose time is over first comes first; those with every duty met come last. */
export async function listOpenIncidents(viewer: Viewer, publisher: string, at: Date): Promise<IncidentSummary[]> {
  if (!may(viewer, "incident:read")) return [];
  const rows = await database().incident.findMany({
    where: { publisher, closedAt: null },
    orderBy: [{ discoveredAt: "asc" }, { id: "asc" }],
    take: mostOpen,
  });
  const shown = await summaries(rows, at);
  const left = ({ duties }: IncidentSummary) => timeLeft(duties, at) ?? Number.POSITIVE_INFINITY;
  return shown.sort((one, other) => (left(one) === left(other) ? 0 : left(one) - left(other)));
}

/** The last closed first. @param before the last row's id of the page before */
export async function listClosedIncidents(
  viewer: Viewer,
  publisher: string,
  at: Date,
  before?: string,
): Promise<IncidentSummary[]> {
  if (!may(viewer, "incident:read")) return [];
  const rows = await database().incident.findMany({
    where: { publisher, closedAt: { not: null } },
    orderBy: [{ closedAt: "desc" }, { id: "desc" }],
    take: pageSize,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
  });
  return summaries(rows, at);
}

/** @returns in the order of the rows */
export async function summaries(rows: readonly Incident[], at: Date): Promise<IncidentSummary[]> {
  const facts = await dutyFacts(database(), rows);
  const found: IncidentSummary[] = [];
  for (const row of rows) {
    const known = facts.get(row.id);
    if (known !== undefined) found.push(await summaryOf(row, known, at));
  }
  return found;
}

async function summaryOf(row: Incident, facts: IncidentFacts, at: Date): Promise<IncidentSummary> {
  const { id, reference, discoveredAt, closedAt } = row;
  const { accounts, told } = facts;
  const title = (await openDescription(database(), row))?.title ?? null;
  return {
    id,
    reference,
    class: row.class,
    title,
    discoveredAt,
    closedAt,
    accounts,
    told,
    duties: dutiesOf(facts, at),
  };
}

export interface RunningClocks {
  /** Open incidents with a duty whose time runs. */
  readonly running: number;
  /** Those with a duty that was missed and is not met yet. */
  readonly missed: number;
}

/** For the overview: what this person can do something about. */
export async function countRunningClocks(viewer: Viewer, publisher: string, at: Date): Promise<RunningClocks> {
  if (!may(viewer, "incident:handle")) return { running: 0, missed: 0 };
  const rows = await database().incident.findMany({ where: { publisher, closedAt: null }, take: mostOpen });
  const facts = await dutyFacts(database(), rows);
  const unmet = [...facts.values()].map((each) => dutiesOf(each, at).filter(isUnmet));
  const missed = unmet.filter((duties) => duties.some(({ state }) => state === "missed")).length;
  return { missed, running: unmet.filter((duties) => duties.length > 0).length - missed };
}
