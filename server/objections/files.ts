/** Files of an objection: added by either side while it is open, read by the account and the data protection officer. */
import { type ContactViewer, isContact } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import type { NamedFile } from "@/server/objections/drafts/drafts";
import { findObjection } from "@/server/objections/find-objection";
import { refusingAsTold } from "@/server/objections/refusals";
import { objectionLimits } from "@/server/objections/schema";
import { openSaid, sealSaid } from "@/server/objections/sealed-objection";
import { toAccount, toStaff } from "@/server/objections/tell";
import { type Database, database } from "@/server/platform/database";
import type { StoredFile } from "@/server/platform/generated/prisma/client";
import { newId } from "@/server/platform/ids";
import { recordFile } from "@/server/storage/stored-files";

/** @param viewer a contact adds to the own account's, the data protection officer to any @throws Refusal: then none is added */
export async function addFiles(
  database: Database,
  pack: Pack,
  viewer: Viewer,
  objectionId: string,
  files: readonly NamedFile[],
): Promise<void> {
  const place = isContact(viewer) ? viewer.contact : null;
  const where = place === null ? { id: objectionId } : { id: objectionId, accountId: place.accountId };
  await refusingAsTold(() =>
    database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('objection-files'), hashtext(${objectionId}))::text`;
      const { row, teller, dataKeyId } = await findObjection(transaction, pack, where);
      const known = await transaction.objectionFile.count({ where: { objectionId } });
      if (known + files.length > objectionLimits.files)
        throw new Refusal((words) => words("objections.file.tooMany", { most: objectionLimits.files }), "attachments");
      for (const { file, name } of files) {
        await recordFile(transaction, file);
        const own = { id: newId(), accountId: row.accountId };
        await transaction.objectionFile.create({
          data: {
            ...{ id: own.id, objectionId, fileId: file.id, sealed: await sealSaid(transaction, own, name) },
            ...(place === null ? { staffId: viewer.personId } : { membershipId: place.membershipId }),
          },
        });
      }
      await recordEvent(transaction, {
        ...{ kind: "objection.file-added", actorId: viewer.personId, accountId: row.accountId },
        ...{ subjectId: objectionId, dataKeyId },
        details: { ...(place === null ? {} : { email: viewer.email }), reference: row.reference, count: files.length },
      });
      if (place === null) await toAccount(transaction, teller, { told: "messageFromStaff" });
      else await toStaff(transaction, teller, { told: "messageFromAccount" });
    }),
  );
}

export interface FetchedFile {
  readonly file: StoredFile;
  readonly name: string;
}

/** @returns null where the account has no such file */
export const fetchOwnFile = (viewer: ContactViewer, publisher: string, id: string): Promise<FetchedFile | null> =>
  fetch(viewer, { id, objection: { accountId: viewer.contact.accountId, change: { publisher } } });

/** For staff with `objection:handle`; the route asks for that permission. */
export const fetchFileForStaff = (viewer: Viewer, publisher: string, id: string): Promise<FetchedFile | null> =>
  fetch(viewer, { id, objection: { change: { publisher } } });

/** That it was fetched stands in the audit chain. */
async function fetch(
  viewer: Viewer,
  where: { id: string; objection: { accountId?: string; change: { publisher: string } } },
): Promise<FetchedFile | null> {
  const row = await database().objectionFile.findFirst({ where, include: { file: true, objection: true } });
  if (row === null) return null;
  const { accountId, reference } = row.objection;
  const name = await openSaid(database(), { ...row, accountId });
  if (name === null) return null;
  await database().$transaction(async (transaction) =>
    recordEvent(transaction, {
      ...{ kind: "objection.file-read", actorId: viewer.personId, accountId, subjectId: row.objectionId },
      dataKeyId: await accountKey(transaction, accountId),
      details: { ...(viewer.contact === null ? {} : { email: viewer.email }), reference },
    }),
  );
  return { file: row.file, name };
}
