/** Reading the log: an account its own trail, staff with the right all of it, newest first. */

import { type AuditDetails, openDetails } from "@/server/audit/events";
import { type AuditKind, auditKinds } from "@/server/audit/kinds";
import { database } from "@/server/platform/database";
import { maskEmail } from "@/server/platform/mask-email";

export interface EventView {
  readonly id: string;
  readonly sequence: bigint;
  readonly at: Date;
  readonly kind: string;
  readonly label: string;
  readonly actorId: string | null;
  readonly accountId: string | null;
  /** Null where what it tells was erased. */
  readonly details: AuditDetails | null;
  /** Null until the sequencer has chained it, within a minute. */
  readonly position: bigint | null;
  readonly leafHash: string | null;
}

export interface EventPage {
  readonly events: readonly EventView[];
  /** Give it back to get the next page. */
  readonly next: string | null;
}

const pageSize = 50;

/**
 * An account's own trail: sign-ins, signatures, downloads and what staff did that touched it. A reader to whom the pack is
 * not open yet gets no document's title from it either.
 */
export async function listAccountEvents(
  accountId: string,
  { titles, before }: { titles: boolean; before?: string },
): Promise<EventPage> {
  const page = await listEvents({ accountId }, before);
  if (titles) return page;
  return {
    ...page,
    events: page.events.map((event) => ({ ...event, details: event.details && withoutTitles(event.details) })),
  };
}

function withoutTitles({ documents: _documents, title: _title, ...rest }: AuditDetails): AuditDetails {
  return rest;
}

/** For staff with `audit:read`; the page asks for that permission. Whom it names stays masked. */
export async function listAllEvents(filter: { kind?: AuditKind }, before?: string): Promise<EventPage> {
  const page = await listEvents(filter, before);
  return {
    ...page,
    events: page.events.map((event) => ({ ...event, details: event.details && maskDetails(event.details) })),
  };
}

function maskDetails(details: AuditDetails): AuditDetails {
  const { email, name, ...rest } = details;
  return {
    ...rest,
    ...(typeof email === "string" ? { email: maskEmail(email) } : {}),
    ...(name === undefined ? {} : { name: "masked" }),
  };
}

async function listEvents(where: { accountId?: string; kind?: string }, before?: string): Promise<EventPage> {
  const rows = await database().auditEvent.findMany({
    where: {
      ...where,
      ...(before === undefined || !/^\d{1,18}$/.test(before) ? {} : { sequence: { lt: BigInt(before) } }),
    },
    orderBy: { sequence: "desc" },
    take: pageSize + 1,
  });
  const events = await Promise.all(
    rows.slice(0, pageSize).map(async (row) => ({
      ...{
        id: row.id,
        sequence: row.sequence,
        at: row.at,
        kind: row.kind,
        actorId: row.actorId,
        accountId: row.accountId,
        position: row.position,
      },
      label: isKind(row.kind) ? auditKinds[row.kind] : row.kind,
      details: await openDetails(database(), row),
      leafHash: row.leafHash && Buffer.from(row.leafHash).toString("hex"),
    })),
  );
  return { events, next: rows.length > pageSize ? String(events.at(-1)?.sequence) : null };
}

export const isKind = (kind: string): kind is AuditKind => Object.hasOwn(auditKinds, kind);
