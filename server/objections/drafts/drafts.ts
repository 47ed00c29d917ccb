/**
 * Drafts: what one person has written before filing. Nobody else sees one, neither colleagues nor staff; it is gone when it
 * is filed or given up.
 */
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { type DraftInput, objectionLimits } from "@/server/objections/schema";
import { type DraftContent, openDraft, openSaid, sealDraft, sealSaid } from "@/server/objections/sealed-objection";
import { type Database, database, type Transaction } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";
import { newId } from "@/server/platform/ids";
import { forgetFile, type KeptFile, recordFile } from "@/server/storage/stored-files";

export interface DraftFile {
  readonly id: string;
  /** Null where it was erased. */
  readonly name: string | null;
  readonly bytes: number;
}

export interface DraftView extends DraftContent {
  readonly id: string;
  readonly changeId: string;
  readonly changeName: string;
  readonly updatedAt: Date;
  readonly files: readonly DraftFile[];
}

const ownBy = ({ contact: { membershipId } }: ContactViewer) => ({ membershipId });
const columns = {
  change: { select: { name: true } },
  files: { include: { file: { select: { bytes: true } } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
} as const satisfies Prisma.ObjectionDraftInclude;

/** @returns null where the viewer has no such draft */
export async function readDraft(
  viewer: ContactViewer,
  publisher: string,
  where: { readonly id: string } | { readonly changeId: string },
): Promise<DraftView | null> {
  const row = await database().objectionDraft.findFirst({
    where: { ...where, ...ownBy(viewer), change: { publisher } },
    include: columns,
  });
  return row === null ? null : viewOf(viewer.contact.accountId, row);
}

/** The last changed first. */
export async function listDrafts(viewer: ContactViewer, publisher: string): Promise<DraftView[]> {
  const rows = await database().objectionDraft.findMany({
    where: { ...ownBy(viewer), change: { publisher } },
    include: columns,
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return (await Promise.all(rows.map((row) => viewOf(viewer.contact.accountId, row)))).filter((view) => view !== null);
}

interface Row {
  readonly id: string;
  readonly changeId: string;
  readonly change: { readonly name: string };
  readonly sealed: Uint8Array;
  readonly updatedAt: Date;
  readonly files: readonly {
    readonly id: string;
    readonly sealed: Uint8Array;
    readonly file: { readonly bytes: bigint };
  }[];
}

async function viewOf(accountId: string, row: Row): Promise<DraftView | null> {
  const content = await openDraft(database(), { ...row, accountId });
  if (content === null) return null;
  const { id, changeId, change, updatedAt } = row;
  const files = await Promise.all(
    row.files.map(async ({ file, ...named }) => ({
      id: named.id,
      name: await openSaid(database(), { ...named, accountId }),
      bytes: Number(file.bytes),
    })),
  );
  return { ...content, id, changeId, changeName: change.name, updatedAt, files };
}

/** An account with order forms in force says which are affected. @throws Refusal where it does not */
export async function wantOrderForms(transaction: Transaction, accountId: string, chosen: readonly string[]) {
  if (chosen.length > 0 || (await transaction.orderForm.count({ where: { accountId, endedAt: null } })) === 0) return;
  throw new Refusal((words) => words("objections.missing.orderForms"), "orderForms");
}

/** One draft a person and change: saving again changes it. @returns its id @throws Refusal at the field that is missing, where it is to be filed next */
export async function saveDraft(
  database: Database,
  viewer: ContactViewer,
  publisher: string,
  { changeId, intent, ...content }: DraftInput,
  at: Date,
): Promise<string> {
  const { accountId, membershipId } = viewer.contact;
  return database.$transaction(async (transaction) => {
    const told = await transaction.accountNotice.count({
      where: { accountId, givenAt: { not: null }, notice: { changeId, kind: "change", publisher } },
    });
    if (told === 0) throw new Refusal((words) => words("objections.refused.notTold"));
    if (intent === "continue") await wantOrderForms(transaction, accountId, content.orderForms);
    await transaction.$queryRaw`SELECT id::text FROM "Membership" WHERE id = ${membershipId}::uuid FOR UPDATE`;
    const known = await transaction.objectionDraft.findFirst({
      where: { changeId, membershipId },
      select: { id: true },
    });
    const row = { id: known?.id ?? newId(), accountId };
    const sealed = await sealDraft(transaction, row, content);
    if (known === null)
      await transaction.objectionDraft.create({ data: { id: row.id, changeId, membershipId, sealed, updatedAt: at } });
    else await transaction.objectionDraft.update({ where: { id: row.id }, data: { sealed, updatedAt: at } });
    return row.id;
  });
}

export interface NamedFile {
  /** Without its row. */
  readonly file: KeptFile;
  readonly name: string;
}

/** @throws Refusal where there is no such draft, or it would hold too many files: then none is added */
export async function addDraftFiles(
  database: Database,
  viewer: ContactViewer,
  draftId: string,
  files: readonly NamedFile[],
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const draft = await lockDraft(transaction, viewer, draftId);
    if (draft.files.length + files.length > objectionLimits.files)
      throw new Refusal((words) => words("objections.file.tooMany", { most: objectionLimits.files }), "attachments");
    for (const { file, name } of files) {
      await recordFile(transaction, file);
      const row = { id: newId(), accountId: viewer.contact.accountId };
      const sealed = await sealSaid(transaction, row, name);
      await transaction.objectionDraftFile.create({ data: { id: row.id, draftId, sealed, fileId: file.id } });
    }
  });
}

export async function removeDraftFile(
  database: Database,
  viewer: ContactViewer,
  { draftId, fileId }: { readonly draftId: string; readonly fileId: string },
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const draft = await lockDraft(transaction, viewer, draftId);
    const row = draft.files.find(({ id }) => id === fileId);
    if (row === undefined) return;
    await transaction.objectionDraftFile.delete({ where: { id: row.id } });
    await forgetFile(transaction, row.file);
  });
}

/** Giving up what is gone already changes nothing. */
export async function dropDraft(database: Database, viewer: ContactViewer, draftId: string): Promise<void> {
  await database.$transaction(async (transaction) => {
    const draft = await transaction.objectionDraft.findFirst({ where: { id: draftId, ...ownBy(viewer) } });
    if (draft !== null) await forgetDraft(transaction, draftId);
  });
}

/** @throws Refusal where the viewer has no such draft */
export async function lockDraft(transaction: Transaction, viewer: ContactViewer, id: string) {
  await transaction.$queryRaw`SELECT id::text FROM "ObjectionDraft" WHERE id = ${id}::uuid FOR UPDATE`;
  const draft = await transaction.objectionDraft.findFirst({
    where: { id, ...ownBy(viewer) },
    include: { files: { include: { file: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
  });
  if (draft === null) throw new Refusal((words) => words("objections.refused.draftGone"));
  return draft;
}

/** With its files. */
async function forgetDraft(transaction: Transaction, id: string): Promise<void> {
  const files = await transaction.objectionDraftFile.findMany({ where: { draftId: id }, include: { file: true } });
  await transaction.objectionDraftFile.deleteMany({ where: { draftId: id } });
  for (const { file } of files) await forgetFile(transaction, file);
  await transaction.objectionDraft.deleteMany({ where: { id } });
}

/** Drafts that nobody came back to, and those of people whose access ended. */
export async function forgetOldDrafts(database: Database, unchangedSince: Date): Promise<void> {
  const rows = await database.objectionDraft.findMany({
    where: { OR: [{ updatedAt: { lt: unchangedSince } }, { membership: { revokedAt: { not: null } } }] },
    select: { id: true },
    take: 500,
  });
  for (const { id } of rows) await database.$transaction((transaction) => forgetDraft(transaction, id));
}
