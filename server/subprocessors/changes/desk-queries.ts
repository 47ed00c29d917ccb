/** Changes as staff see them, whatever their state. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { openPerson } from "@/server/accounts/people";
import { database } from "@/server/platform/database";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import type { ChangeState } from "@/server/subprocessors/changes/lifecycle";
import { previousOf } from "@/server/subprocessors/changes/previous";
import { type ChangeSummary, summaryColumns, summaryOf } from "@/server/subprocessors/changes/queries";
import { changeOf } from "@/server/subprocessors/changes/rows";

const pageSize = 50;

/** Under notice: the next to take effect first; others: the newest first. @param before the last row's id of the page before */
export async function listChanges(
  viewer: Viewer,
  publisher: string,
  state: ChangeState,
  before?: string,
): Promise<ChangeSummary[]> {
  if (!may(viewer, "change:read")) return [];
  const rows = await database().subProcessorChange.findMany({
    where: { publisher, state },
    orderBy: state === "noticed" ? [{ effectiveAt: "asc" }, { id: "asc" }] : [{ createdAt: "desc" }, { id: "desc" }],
    take: pageSize,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
    select: summaryColumns,
  });
  return rows.map(summaryOf);
}

/** Drafts of others that wait for this person's approval. */
export async function countToApprove(viewer: Viewer, publisher: string): Promise<number> {
  if (!may(viewer, "change:approve")) return 0;
  const where = { publisher, state: "draft", authorId: { not: viewer.personId } } as const;
  return database().subProcessorChange.count({ where });
}

export interface DeskChange extends RegisterChange {
  readonly tookEffectAt: Date | null;
  readonly authorId: string;
  /** Names of staff; null where that step was not taken. */
  readonly author: string;
  readonly approvedBy: string | null;
  readonly withdrawnBy: string | null;
}

export async function readChange(viewer: Viewer, publisher: string, id: string): Promise<DeskChange | null> {
  if (!may(viewer, "change:read")) return null;
  const row = await database().subProcessorChange.findFirst({
    where: { id, publisher },
    include: { author: true, approvedBy: true, withdrawnBy: true },
  });
  if (row === null) return null;
  const named = async (person: Parameters<typeof openPerson>[1]) => (await openPerson(database(), person)).name;
  const { author, approvedBy, withdrawnBy, ...change } = row;
  return {
    ...changeOf(change, await previousOf(database(), change)),
    ...{ tookEffectAt: change.tookEffectAt, authorId: change.authorId, author: await named(author) },
    approvedBy: approvedBy && (await named(approvedBy)),
    withdrawnBy: withdrawnBy && (await named(withdrawnBy)),
  };
}
