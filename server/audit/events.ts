/**
 * Writing to the audit chain. An event is inserted by the transaction of the action that it tells of, so neither exists
 * without the other. Clear columns hold random ids only; the details are encrypted under the data key of whom they are about.
 */

import { z } from "zod";
import type { AuditKind } from "@/server/audit/kinds";
import { decryptUnder, encryptUnder, publisherKey } from "@/server/keys/data-keys";
import type { Database, Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

export interface AuditEntry {
  readonly kind: AuditKind;
  /** The person who acted; null for a visitor or the product itself. */
  readonly actorId: string | null;
  readonly accountId?: string;
  /** What it was done to: a request, membership, document, download … */
  readonly subjectId?: string;
  /** Whose key encrypts the details; the publisher's where nobody is named. */
  readonly dataKeyId?: string;
  readonly details?: AuditDetails;
}

export type AuditDetails = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]));
const contextOf = (id: string) => `audit-event/${id}`;

/** @returns the event's id */
export async function recordEvent(transaction: Transaction, entry: AuditEntry): Promise<string> {
  const id = newId();
  const keyId = entry.dataKeyId ?? (await publisherKey(transaction));
  const payload = await encryptUnder(transaction, keyId, contextOf(id), entry.details ?? {});
  await transaction.$queryRaw`SELECT audit_append(${id}::uuid, ${entry.kind}, ${entry.actorId}::uuid, ${entry.accountId ?? null}::uuid,
    ${uuidOrNull(entry.subjectId)}::uuid, ${keyId}::uuid, ${payload})`;
  return id;
}

/** The same for many at once: give some hundreds at a time. They stand in the log in this order. */
export async function recordEvents(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const rows = [];
  for (const { kind, actorId, accountId, subjectId, dataKeyId, details } of entries) {
    const id = newId();
    const keyId = dataKeyId ?? (await publisherKey(transaction));
    const payload = await encryptUnder(transaction, keyId, contextOf(id), details ?? {});
    const subject = uuidOrNull(subjectId);
    rows.push({ id, kind, actor: actorId, account: accountId, subject, key: keyId, payload: inBase64(payload) });
  }
  await transaction.$queryRaw`
    SELECT audit_append(e.id, e.kind, e.actor, e.account, e.subject, e.key, decode(e.payload, 'base64'))
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS e(id uuid, kind text, actor uuid, account uuid, subject uuid, key uuid, payload text)`;
}

/**
 * Chains what is committed, at once: for a receipt before the answer.
 * @returns the event's place in the chain, counted from 0
 */
export async function chainEvent(database: Database, eventId: string): Promise<bigint> {
  await sequenceEvents(database);
  const { position } = await database.auditEvent.findUniqueOrThrow({
    where: { id: eventId },
    select: { position: true },
  });
  if (position === null) throw new Error("The event is not committed yet: chain it after its transaction.");
  return position;
}

/** @returns how many events got their place */
export async function sequenceEvents(database: Database): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await database.$queryRaw<{ done: number }[]>`SELECT audit_sequence(1000) AS done`;
    const done = row?.done ?? 0;
    total += done;
    if (done < 1000) return total;
  }
}

/** @returns the details, or null where they were erased */
export async function openDetails(
  transaction: Transaction,
  event: { id: string; dataKeyId: string | null; payload: Uint8Array },
): Promise<AuditDetails | null> {
  if (event.dataKeyId === null) return null;
  return decryptUnder(transaction, event.dataKeyId, contextOf(event.id), event.payload, Details);
}

const inBase64 = (data: Uint8Array) => Buffer.from(data).toString("base64");
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidOrNull = (id: string | undefined) => (id !== undefined && uuid.test(id) ? id : null);
