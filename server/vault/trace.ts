/** From the id on a page to the person the copy was made for. Looking it up is an audit event that the account sees. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { erasedIdentity } from "@/server/accounts/people";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { openDetails, recordEvent } from "@/server/audit/events";
import { type Database, database } from "@/server/platform/database";
import type { DownloadState } from "@/server/platform/generated/prisma/enums";
import { openRecipient } from "@/server/vault/downloads";

/** @returns false where no copy has this id */
export async function traceDownload(on: Database, viewer: Viewer, downloadId: string): Promise<boolean> {
  return on.$transaction(async (transaction) => {
    const row = await transaction.download.findUnique({ where: { id: downloadId } });
    if (row === null) return false;
    await recordEvent(transaction, {
      kind: "download.traced",
      actorId: viewer.personId,
      accountId: row.accountId,
      dataKeyId: await accountKey(transaction, row.accountId),
      details: { downloadId },
    });
    return true;
  });
}

export interface TracedDownload {
  readonly id: string;
  readonly createdAt: Date;
  readonly accountName: string;
  readonly name: string;
  readonly email: string;
  readonly archive: boolean;
  readonly state: DownloadState | null;
  readonly accessEnded: boolean;
  readonly documents: readonly { readonly title: string; readonly version: number; readonly originalSha256: string }[];
}

/** Shown only to a viewer who has just traced it: a look without a record is not possible. */
export async function readTraced(viewer: Viewer, id: string): Promise<TracedDownload | null> {
  if (!may(viewer, "download:trace")) return null;
  const row = await database().download.findUnique({
    where: { id },
    include: {
      account: true,
      progress: true,
      membership: { select: { revokedAt: true } },
      items: {
        orderBy: { position: "asc" },
        include: { documentVersion: { include: { document: true, file: true } } },
      },
    },
  });
  if (row === null || !(await wasTraced(viewer, row.accountId, row.id))) return null;
  const { name, email } = (await openRecipient(database(), row)) ?? erasedIdentity;
  return {
    ...{ id, name, email, createdAt: row.createdAt, archive: row.archive, accountName: row.account.legalName },
    state: row.progress?.state ?? null,
    accessEnded: row.membership.revokedAt !== null,
    documents: row.items.map(({ documentVersion }) => ({
      title: documentVersion.document.title,
      version: documentVersion.number,
      originalSha256: Buffer.from(documentVersion.file.sha256).toString("hex"),
    })),
  };
}

async function wasTraced(viewer: Viewer, accountId: string, downloadId: string): Promise<boolean> {
  const events = await database().auditEvent.findMany({
    where: { kind: "download.traced", actorId: viewer.personId, accountId },
    orderBy: { sequence: "desc" },
    take: 20,
  });
  for (const event of events) if ((await openDetails(database(), event))?.downloadId === downloadId) return true;
  return false;
}
