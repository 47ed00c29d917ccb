/** Objections as the data protection officer sees them: every account's. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { closedStates, openStates } from "@/server/objections/lifecycle";
import {
  type ControlView,
  controlsOf,
  type ObjectionSummary,
  type ObjectionView,
  readObjection,
  summaryColumns,
  summaryOf,
} from "@/server/objections/view";
import { database } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";
import type { ObjectionState } from "@/server/platform/generated/prisma/enums";

const pageSize = 50;

/** @param before the last row's id of the page before */
type List = (viewer: Viewer, publisher: string, before?: string) => Promise<ObjectionSummary[]>;

function listOf(states: readonly ObjectionState[], orderBy: readonly Prisma.ObjectionOrderByWithRelationInput[]): List {
  return async (viewer, publisher, before) => {
    if (!may(viewer, "objection:handle")) return [];
    const rows = await database().objection.findMany({
      where: { change: { publisher }, state: { in: [...states] } },
      ...summaryColumns,
      orderBy: [...orderBy],
      take: pageSize,
      ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
    });
    return rows.map(summaryOf);
  };
}

/** Those whose day comes first, first. */
export const listOpenObjections = listOf(openStates, [{ dueAt: { sort: "asc", nulls: "first" } }, { id: "asc" }]);

/** The last closed first. */
export const listClosedObjections = listOf(closedStates, [{ closedAt: "desc" }, { id: "desc" }]);

export async function readObjectionForStaff(
  viewer: Viewer,
  publisher: string,
  id: string,
): Promise<ObjectionView | null> {
  if (!may(viewer, "objection:handle")) return null;
  return readObjection({ id, change: { publisher } });
}

/** What was agreed with an account. */
export async function listControls(viewer: Viewer, publisher: string, accountId: string): Promise<ControlView[]> {
  return may(viewer, "objection:handle") ? controlsOf(accountId, publisher) : [];
}

export interface Waiting {
  /** Open ones in which it is the publisher's turn. */
  readonly toAnswer: number;
  /** Unresolved ones whose hold nobody has decided. */
  readonly toDecide: number;
}

/** What waits for the data protection officer. */
export async function countObjections(viewer: Viewer, publisher: string): Promise<Waiting> {
  if (!may(viewer, "objection:handle")) return { toAnswer: 0, toDecide: 0 };
  const toAnswer = await database().objection.count({
    where: { change: { publisher }, state: { in: ["filed", "acknowledged"] } },
  });
  const [row] = await database().$queryRaw<{ held: number }[]>`
    SELECT count(*)::int AS held FROM "Hold" h JOIN "SubProcessorChange" c ON c.id = h."changeId" AND c.publisher = ${publisher}
    WHERE h.reason = 'objection' AND h.decision IS NULL AND NOT EXISTS (
      SELECT 1 FROM "Objection" o WHERE o."changeId" = h."changeId" AND o."accountId" = h."accountId" AND is_open(o.state))`;
  return { toAnswer, toDecide: row?.held ?? 0 };
}
