/** An incident to act on: the row stays as it is until the transaction ends, and nobody acts on one that is closed. */
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import { openDescription } from "@/server/assurance/incidents/sealed-incident";
import { type AuditDetails, recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import type { Pack } from "@/server/content/pack";
import type { Database, Transaction } from "@/server/platform/database";
import type { Incident } from "@/server/platform/generated/prisma/client";
import type { WordKey } from "@/server/words/words";

/** Who acts, at whose desk. */
export interface Desk {
  readonly database: Database;
  readonly pack: Pack;
  readonly viewer: Viewer;
}

/** @throws Refusal where there is none that is open */
export async function findOpen(transaction: Transaction, pack: Pack, id: string): Promise<Incident> {
  await transaction.$queryRaw`SELECT id::text FROM "Incident" WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await transaction.incident.findFirst({ where: { id, publisher: pack.name } });
  if (row === null) refuse("incidents.refused.gone");
  if (row.closedAt !== null) refuse("incidents.refused.closed");
  return row;
}

/** The same, with its title and description. */
export async function findDescribed(transaction: Transaction, pack: Pack, id: string) {
  const row = await findOpen(transaction, pack, id);
  const described = await openDescription(transaction, row);
  return described === null ? refuse("incidents.refused.gone") : { row, ...described };
}

/**
 * What happened stands in the log under the incident's own key, and in no account's trail: an account reads there what it
 * was told, and not that staff think of telling it.
 */
export function recordOf(
  transaction: Transaction,
  { viewer }: Pick<Desk, "viewer">,
  { id, dataKeyId }: Pick<Incident, "id" | "dataKeyId">,
  kind: AuditKind,
  details: AuditDetails = {},
): Promise<string> {
  return recordEvent(transaction, { kind, actorId: viewer.personId, subjectId: id, dataKeyId, details });
}

export function refuse(sentence: WordKey, field?: string): never {
  throw new Refusal((words) => words(sentence), field);
}
