/** Objections as the account sees its own. Nothing of another account is read here. */
import { type ContactViewer, may } from "@/server/access/permissions";
import { mayObject } from "@/server/notices/received/policy";
import { listComing, type NoticeSummary } from "@/server/notices/received/queries";
import { openStates } from "@/server/objections/lifecycle";
import {
  type ObjectionSummary,
  type ObjectionView,
  readObjection,
  summaryColumns,
  summaryOf,
} from "@/server/objections/view";
import { database } from "@/server/platform/database";

/** Open ones first, then the newest. */
export async function listOwnObjections(viewer: ContactViewer, publisher: string): Promise<ObjectionSummary[]> {
  if (!may(viewer, "objection:read")) return [];
  const rows = await database().objection.findMany({
    where: { accountId: viewer.contact.accountId, change: { publisher } },
    ...summaryColumns,
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { filedAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.map(summaryOf);
}

/** Null also where it is another account's. */
export async function readOwnObjection(
  viewer: ContactViewer,
  publisher: string,
  id: string,
): Promise<ObjectionView | null> {
  if (!may(viewer, "objection:read")) return null;
  return readObjection({ id, accountId: viewer.contact.accountId, change: { publisher } });
}

/** Changes to which the account may object now, and does not yet. */
export async function listObjectable(viewer: ContactViewer, publisher: string, at: Date): Promise<NoticeSummary[]> {
  const coming = await listComing(viewer, publisher, at);
  const open = new Set((await openOf(viewer, publisher)).map(({ changeId }) => changeId));
  return coming.filter((notice) => mayObject(notice, at) && notice.change !== null && !open.has(notice.change.id));
}

/** The account's open objection to a change, where there is one. */
export async function findOpenObjection(
  viewer: ContactViewer,
  publisher: string,
  changeId: string,
): Promise<{ readonly id: string } | null> {
  const found = (await openOf(viewer, publisher)).find((each) => each.changeId === changeId);
  return found ?? null;
}

const openOf = ({ contact: { accountId } }: ContactViewer, publisher: string) =>
  database().objection.findMany({
    where: { accountId, change: { publisher }, state: { in: [...openStates] } },
    select: { id: true, changeId: true },
  });
