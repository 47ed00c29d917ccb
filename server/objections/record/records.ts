/** Sealed records of unresolved objections as their readers see them. Each reading is an audit event. */
import type { ContactViewer } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import type { FetchedFile } from "@/server/objections/files";
import { database } from "@/server/platform/database";

/** @returns null where the account has no such record */
export const fetchOwnOutcome = (viewer: ContactViewer, publisher: string, objectionId: string) =>
  fetch(viewer, { id: objectionId, accountId: viewer.contact.accountId, change: { publisher } });

/** For staff with `objection:handle`; the route asks for that permission. */
export const fetchOutcomeForStaff = (viewer: Viewer, publisher: string, objectionId: string) =>
  fetch(viewer, { id: objectionId, change: { publisher } });

async function fetch(
  viewer: Viewer,
  where: { id: string; accountId?: string; change: { publisher: string } },
): Promise<FetchedFile | null> {
  const row = await database().objection.findFirst({
    where: { ...where, record: { isNot: null } },
    include: { record: { include: { file: true } } },
  });
  if (row === null || row.record === null) return null;
  const { accountId, reference, record } = row;
  await database().$transaction(async (transaction) =>
    recordEvent(transaction, {
      ...{ kind: "objection.record-read", actorId: viewer.personId, accountId, subjectId: row.id },
      dataKeyId: await accountKey(transaction, accountId),
      details: { ...(viewer.contact === null ? {} : { email: viewer.email }), reference },
    }),
  );
  return { file: record.file, name: `Unresolved objection ${reference}.pdf` };
}
