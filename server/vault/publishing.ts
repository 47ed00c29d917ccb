/** Documents and their versions: made by staff, changed and withdrawn by staff, each with its audit event. */
import { Refusal } from "@/server/access/refusal";
import { recordEvent } from "@/server/audit/events";
import { type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { discardFile, type KeptFile, recordFile } from "@/server/storage/stored-files";
import type { ChangeDocumentInput, NamingInput, NewDocumentInput, WithdrawInput } from "@/server/vault/schema";

/** @returns the document's id */
export async function createDocument(
  database: Database,
  publisher: string,
  input: NewDocumentInput,
  actorId: string | null,
): Promise<string> {
  try {
    return await database.$transaction(async (transaction) => {
      const made = await transaction.document.create({
        data: { ...input, publisher, slug: newId(), source: "uploaded" },
      });
      const { title, class: documentClass } = input;
      await recordEvent(transaction, {
        kind: "document.changed",
        actorId,
        subjectId: made.id,
        details: { title, class: documentClass, change: "created" },
      });
      return made.id;
    });
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal((words) => words("desk.refused.titleTaken"), "title");
    throw error;
  }
}

export interface NewVersion {
  readonly documentId: string;
  readonly file: KeptFile;
  readonly fileName: string;
  readonly pages: number | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly actorId: string | null;
}

/** @returns the version's number. When the rows cannot be made, the stored file is discarded. */
export async function publishVersion(database: Database, version: NewVersion): Promise<number> {
  try {
    return await database.$transaction((transaction) => insertVersion(transaction, version));
  } catch (error) {
    await discardFile(version.file);
    throw error;
  }
}

async function insertVersion(
  transaction: Transaction,
  { documentId, file, fileName, pages, validFrom, validUntil, actorId }: NewVersion,
): Promise<number> {
  // Locks the document, so that two uploads at once get two numbers.
  await transaction.$queryRaw`SELECT id::text FROM "Document" WHERE id = ${documentId}::uuid FOR UPDATE`;
  const document = await transaction.document.findUniqueOrThrow({ where: { id: documentId } });
  if (document.withdrawnAt !== null) throw new Refusal((words) => words("desk.refused.documentWithdrawn"));
  const newest = await transaction.documentVersion.findFirst({
    where: { documentId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  const number = (newest?.number ?? 0) + 1;
  await recordFile(transaction, file);
  await transaction.documentVersion.create({
    data: { documentId, number, fileName, pages, fileId: file.id, validFrom, validUntil, createdById: actorId },
  });
  const sha256 = Buffer.from(file.sha256).toString("hex");
  await recordEvent(transaction, {
    kind: "document.published",
    actorId,
    subjectId: documentId,
    details: { title: document.title, number, sha256 },
  });
  return number;
}

export async function changeDocument(
  database: Database,
  publisher: string,
  input: ChangeDocumentInput,
  actorId: string,
): Promise<void> {
  const { documentId, ...data } = input;
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.document.updateMany({
      where: { id: documentId, publisher, withdrawnAt: null },
      data,
    });
    if (count === 0) throw new Refusal((words) => words("desk.refused.documentWithdrawnMeanwhile"));
    await recordEvent(transaction, {
      kind: "document.changed",
      actorId,
      subjectId: documentId,
      details: { class: data.class, unmarkable: data.unmarkable },
    });
  });
}

/** Nobody can fetch it from now on, not even by a download that was started. */
export async function withdrawVersion(
  database: Database,
  publisher: string,
  input: WithdrawInput,
  actorId: string,
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.documentVersion.updateMany({
      where: { id: input.versionId, withdrawnAt: null, document: { publisher } },
      data: { withdrawnAt: at, withdrawnReason: input.reason },
    });
    if (count === 0) throw new Refusal((words) => words("desk.refused.versionWithdrawn"));
    const { documentId, number } = await transaction.documentVersion.findUniqueOrThrow({
      where: { id: input.versionId },
    });
    await recordEvent(transaction, {
      kind: "document.withdrawn",
      actorId,
      subjectId: documentId,
      details: { number, reason: input.reason },
    });
  });
}

/** Names an account for a document classed `named-accounts`, or takes the naming back. */
export async function nameAccount(
  database: Database,
  publisher: string,
  input: NamingInput,
  actorId: string,
): Promise<void> {
  const { documentId, accountId, named } = input;
  await database.$transaction(async (transaction) => {
    const document = await transaction.document.findFirst({ where: { id: documentId, publisher, withdrawnAt: null } });
    if (document === null) throw new Refusal((words) => words("desk.refused.documentWithdrawnMeanwhile"));
    const key = { documentId, accountId };
    const changed = named
      ? await transaction.documentGrant.createMany({ data: key, skipDuplicates: true })
      : await transaction.documentGrant.deleteMany({ where: key });
    if (changed.count === 0) return;
    await recordEvent(transaction, {
      kind: named ? "document.named" : "document.unnamed",
      actorId,
      accountId,
      subjectId: documentId,
      details: { title: document.title },
    });
  });
}
