/**
 * Downloads. The row and its audit event exist before the first byte leaves, and the row's id stands on every page. The
 * gate is asked again whenever the bytes are fetched, so that ended access ends a download that was allowed before.
 */

import { z } from "zod";
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { countAttempt, type Limit } from "@/server/accounts/rate-limit";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { agreementStanding } from "@/server/agreements/standing";
import { chainEvent, recordEvent } from "@/server/audit/events";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import { hours, later } from "@/server/platform/clock";
import { type Database, database, type Transaction } from "@/server/platform/database";
import type { StoredFile } from "@/server/platform/generated/prisma/client";
import type { DownloadState, UnmarkablePolicy } from "@/server/platform/generated/prisma/enums";
import { newDownloadId } from "@/server/platform/ids";
import { errorFields, log } from "@/server/platform/log";
import { waitSentence } from "@/server/platform/time-words";
import { versionState } from "@/server/vault/policy";
import { newestVersion, readableBy } from "@/server/vault/queries";

const perPerson: Limit = { name: "download", most: 120, window: hours };

/** An address of a download serves repeats and ranges this long. */
export const downloadLifetime = hours;

/** @param documentId null for the whole pack @returns the download's id */
export async function startDownload(
  on: Database,
  publisher: string,
  viewer: ContactViewer,
  documentId: string | null,
  at: Date,
): Promise<string> {
  const until = await countAttempt(on, perPerson, viewer.personId, at);
  if (until !== null) throw new Refusal((words) => `${words("vault.tooManyCopies")} ${waitSentence(until, words)}`);
  const made = await on.$transaction(async (transaction) => {
    const chosen = await chooseVersions(transaction, publisher, viewer, documentId, at);
    const id = newDownloadId();
    const { accountId, membershipId } = viewer.contact;
    const keyId = await accountKey(transaction, accountId);
    const recipient: Recipient = { name: viewer.name, email: viewer.email };
    await transaction.download.create({
      data: {
        id,
        sealed: await encryptUnder(transaction, keyId, recipientContext(id), recipient),
        accountId,
        membershipId,
        archive: documentId === null,
        items: { create: chosen.map((each, position) => ({ documentVersionId: each.versionId, position })) },
        progress: { create: {} },
      },
    });
    const eventId = await recordEvent(transaction, {
      kind: "download",
      actorId: viewer.personId,
      accountId,
      dataKeyId: keyId,
      details: { downloadId: id, email: viewer.email, documents: chosen.map((each) => each.label) },
    });
    return { id, eventId };
  });
  await chainEvent(on, made.eventId);
  return made.id;
}

async function chooseVersions(
  transaction: Transaction,
  publisher: string,
  viewer: ContactViewer,
  documentId: string | null,
  at: Date,
) {
  const { standing } = await agreementStanding(transaction, publisher, viewer.contact, at);
  const rows = await transaction.document.findMany({
    where: { ...readableBy(publisher, viewer, standing), ...(documentId === null ? {} : { id: documentId }) },
    include: { versions: newestVersion(at) },
    orderBy: [{ position: "asc" }, { title: "asc" }],
  });
  const sendable = rows.flatMap((document) =>
    document.versions
      .filter((version) => versionState({ ...version, damagedAt: version.file.damagedAt }, at) === "current")
      .filter((version) => version.file.mediaType === "application/pdf" || document.unmarkable === "send_unmarked")
      .map((version) => ({ versionId: version.id, label: `${document.title}, version ${version.number}` })),
  );
  if (rows.length === 0 && documentId !== null) throw new NoSuchDownload();
  if (sendable.length === 0) throw new Refusal((words) => words("vault.nothingToSend"));
  return sendable;
}

/** Hidden and absent are the same. */
export class NoSuchDownload extends Error {
  override name = "NoSuchDownload";
}

export interface DownloadFile {
  readonly title: string;
  readonly fileName: string;
  readonly version: number;
  readonly pages: number | null;
  readonly unmarkable: UnmarkablePolicy;
  readonly file: StoredFile;
}

const Recipient = z.object({ name: z.string(), email: z.string() });
/** As printed on the copy: a later change of the person's name changes nothing here. */
export type Recipient = z.infer<typeof Recipient>;

const recipientContext = (id: string) => `download/${id}`;

/** @returns null where the account's data was erased */
export async function openRecipient(
  transaction: Transaction,
  row: { id: string; accountId: string; sealed: Uint8Array },
): Promise<Recipient | null> {
  const keyId = await accountKey(transaction, row.accountId);
  return decryptUnder(transaction, keyId, recipientContext(row.id), row.sealed, Recipient);
}

export interface OpenDownload {
  readonly id: string;
  readonly archive: boolean;
  readonly createdAt: Date;
  readonly recipient: Recipient;
  readonly items: readonly DownloadFile[];
}

/** The download of this contact, if everything in it may still be read. */
export async function openDownload(
  publisher: string,
  viewer: ContactViewer,
  id: string,
  at: Date,
): Promise<OpenDownload | null> {
  const { standing } = await agreementStanding(database(), publisher, viewer.contact, at);
  const readable = readableBy(publisher, viewer, standing);
  const row = await database().download.findFirst({
    where: {
      id,
      membershipId: viewer.contact.membershipId,
      createdAt: { gt: later(at, -downloadLifetime) },
      items: { every: { documentVersion: { withdrawnAt: null, document: readable } } },
    },
    include: {
      items: {
        orderBy: { position: "asc" },
        include: { documentVersion: { include: { document: true, file: true } } },
      },
    },
  });
  if (row === null) return null;
  const items = row.items.map(({ documentVersion: { document, ...version } }) => ({
    title: document.title,
    fileName: version.fileName,
    version: version.number,
    pages: version.pages,
    unmarkable: document.unmarkable,
    file: version.file,
  }));
  const recipient = await openRecipient(database(), row);
  if (recipient === null) return null;
  return { id: row.id, archive: row.archive, createdAt: row.createdAt, recipient, items };
}

/** Why a copy was not sent whole: the key of its sentence in the words of area `copy`, told in the language of the page. */
export const copyProblems = ["cannotSend", "notWhole", "hungUp", "oneCannotSend"] as const;
export type CopyProblem = (typeof copyProblems)[number];

export interface Progress {
  readonly state: DownloadState;
  readonly itemsDone: number;
  readonly items: number;
  readonly bytesSent: number;
  readonly problem: CopyProblem | null;
}

export async function readProgress(viewer: ContactViewer, id: string): Promise<Progress | null> {
  const row = await database().download.findFirst({
    where: { id, membershipId: viewer.contact.membershipId },
    include: { progress: true, _count: { select: { items: true } } },
  });
  if (row === null || row.progress === null) return null;
  const { state, itemsDone, bytesSent, problem } = row.progress;
  return {
    ...{ state, itemsDone, bytesSent: Number(bytesSent), items: row._count.items },
    problem: copyProblems.find((each) => each === problem) ?? null,
  };
}

export interface ProgressUpdate {
  readonly state: DownloadState;
  readonly itemsDone?: number;
  readonly bytesSent?: bigint;
  readonly problem?: CopyProblem | null;
}

/** That a copy was refused, fail closed, stands in the log like the copy itself. */
export async function recordRefusal(viewer: ContactViewer, downloadId: string): Promise<void> {
  const { accountId } = viewer.contact;
  await database().$transaction(async (transaction) =>
    recordEvent(transaction, {
      kind: "download.refused",
      actorId: viewer.personId,
      accountId,
      dataKeyId: await accountKey(transaction, accountId),
      details: { downloadId, email: viewer.email },
    }),
  );
}

/** Progress is for the person who waits, not evidence: a database that is away for a moment does not end a copy under way. */
export async function noteProgress(id: string, update: ProgressUpdate, at: Date): Promise<void> {
  await database()
    .downloadProgress.update({ where: { downloadId: id }, data: { ...update, updatedAt: at } })
    .catch((error: unknown) => log("warning", "download.progress", { downloadId: id, ...errorFields(error) }));
}
