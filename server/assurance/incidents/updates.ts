/** Updates to the accounts concerned: written, looked at as they would be sent, and sent as they were looked at. */
import { type Desk, findDescribed, findOpen, recordOf, refuse } from "@/server/assurance/incidents/find-incident";
import { updateMessage } from "@/server/assurance/incidents/messages";
import type { DraftInput, SendInput } from "@/server/assurance/incidents/schema";
import { openPart, sealPart } from "@/server/assurance/incidents/sealed-incident";
import type { Message } from "@/server/mail/message";
import { beginNotice } from "@/server/notices/begin-notice";
import { tellAccount } from "@/server/notices/preparation/tell-account";
import type { Transaction } from "@/server/platform/database";
import type { Incident } from "@/server/platform/generated/prisma/client";
import { newId, sha256 } from "@/server/platform/ids";

/** Keeps what is being written, one for all who handle the incident. */
export async function draftUpdate(desk: Desk, { incidentId, text }: DraftInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    const sealedDraft = await sealPart(transaction, row, "draft", text);
    await transaction.incident.update({ where: { id: row.id }, data: { sealedDraft } });
    await recordOf(transaction, desk, row, "incident.update-drafted");
  });
}

export interface Recipient {
  readonly id: string;
  readonly legalName: string;
}

export interface UpdatePreview {
  readonly text: string;
  readonly message: Message;
  readonly number: number;
  /** By name. */
  readonly accounts: readonly Recipient[];
  /** Of all of this: what was looked at is what is sent. */
  readonly fingerprint: string;
}

/** @returns null where nothing is written, or it was erased */
export async function previewUpdate(
  transaction: Transaction,
  publisherName: string,
  incident: Incident,
  title: string,
): Promise<UpdatePreview | null> {
  const text = await openPart(transaction, incident, "draft", incident.sealedDraft);
  if (text === null) return null;
  const number = (await transaction.incidentUpdate.count({ where: { incidentId: incident.id } })) + 1;
  const message = updateMessage({ publisherName, incident, number, title, text });
  const accounts = await recipientsOf(transaction, incident.id);
  const seen = JSON.stringify([message.subject, message.text, accounts.map(({ id }) => id).sort()]);
  return { text, message, number, accounts, fingerprint: Buffer.from(sha256(seen)).toString("hex") };
}

/** To every account concerned, each by a message of its own; they are sent when this is committed. */
export async function sendUpdate(desk: Desk, { incidentId, fingerprint }: SendInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const { row, title } = await findDescribed(transaction, desk.pack, incidentId);
    const preview = await previewUpdate(transaction, desk.pack.publisher.names.short, row, title);
    if (preview === null) refuse("incidents.refused.noDraft");
    if (preview.accounts.length === 0) refuse("incidents.refused.noAccounts");
    if (preview.fingerprint !== fingerprint) refuse("incidents.refused.otherDraft");
    const id = newId();
    const sealed = await sealPart(transaction, row, `update/${id}`, preview.text);
    await transaction.incidentUpdate.create({
      data: { id, incidentId, number: preview.number, sealed, authorId: desk.viewer.personId },
    });
    const of = { kind: "incident", incidentUpdateId: id } as const;
    const noticeId = await beginNotice(transaction, { publisher: row.publisher, of, texts: null });
    const { subject, text } = preview.message;
    for (const account of preview.accounts)
      await tellAccount(transaction, { noticeId, accountId: account.id, subject, text });
    await transaction.incident.update({ where: { id: row.id }, data: { sealedDraft: null } });
    const details = { update: preview.number, accounts: preview.accounts.length };
    await recordOf(transaction, desk, row, "incident.updated", details);
  });
}

function recipientsOf(transaction: Transaction, incidentId: string): Promise<Recipient[]> {
  return transaction.account.findMany({
    where: { closedAt: null, incidents: { some: { incidentId } } },
    select: { id: true, legalName: true },
    orderBy: [{ legalName: "asc" }, { id: "asc" }],
  });
}
