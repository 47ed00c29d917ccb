/** One incident as staff see it, what would be sent of it, and whom it could concern as well. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { openPerson } from "@/server/accounts/people";
import { type IncidentSummary, summaries } from "@/server/assurance/incidents/lists";
import { openDescription, openPart } from "@/server/assurance/incidents/sealed-incident";
import { previewUpdate, type UpdatePreview } from "@/server/assurance/incidents/updates";
import type { Pack } from "@/server/content/pack";
import { database } from "@/server/platform/database";
import type { Incident } from "@/server/platform/generated/prisma/client";

export interface ConcernedAccount {
  readonly id: string;
  readonly legalName: string;
  readonly closed: boolean;
  /** The notices that it got of this incident are under way at least: it stays with it. */
  readonly listed: boolean;
  /** Null: no mail server holds a message for it, and nobody recorded that it was told. */
  readonly toldAt: Date | null;
  /** Whether the last update was sent to it. */
  readonly hasLast: boolean;
}

export interface UpdateView {
  readonly id: string;
  readonly number: number;
  /** Null where it was erased. */
  readonly text: string | null;
  readonly author: string;
  readonly createdAt: Date;
  readonly noticeId: string | null;
  readonly accounts: number;
  readonly given: number;
}

export interface IncidentDetail extends IncidentSummary {
  /** Null where it was erased. */
  readonly description: string | null;
  readonly asController: boolean;
  readonly detectedAt: Date;
  readonly containedAt: Date | null;
  readonly recoveredAt: Date | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly closedBy: string | null;
  readonly regulatorToldAt: Date | null;
  readonly regulatorToldBy: string | null;
  readonly regulatorText: string | null;
  /** The update that is being written, for those who may send it. */
  readonly draft: string | null;
  readonly concerned: readonly ConcernedAccount[];
  /** The newest first. */
  readonly updates: readonly UpdateView[];
}

const people = { openedBy: true, closedBy: true, regulatorToldBy: true } as const;

export async function readIncident(
  viewer: Viewer,
  publisher: string,
  id: string,
  at: Date,
): Promise<IncidentDetail | null> {
  if (!may(viewer, "incident:read")) return null;
  const row = await database().incident.findFirst({ where: { id, publisher }, include: people });
  const [summary] = row === null ? [] : await summaries([row], at);
  if (row === null || summary === undefined) return null;
  const { asController, detectedAt, containedAt, recoveredAt, openedAt, regulatorToldAt } = row;
  const name = async (person: typeof row.closedBy) => person && (await openPerson(database(), person)).name;
  const updates = await updatesOf(row);
  return {
    ...{ ...summary, asController, detectedAt, containedAt, recoveredAt, openedAt, regulatorToldAt, updates },
    description: (await openDescription(database(), row))?.description ?? null,
    openedBy: (await openPerson(database(), row.openedBy)).name,
    closedBy: await name(row.closedBy),
    regulatorToldBy: await name(row.regulatorToldBy),
    regulatorText: await openPart(database(), row, "regulator", row.sealedRegulator),
    draft: may(viewer, "incident:handle") ? await openPart(database(), row, "draft", row.sealedDraft) : null,
    concerned: await concernedBy(row, updates[0]?.noticeId ?? null),
  };
}

async function concernedBy({ id }: Incident, lastNotice: string | null): Promise<ConcernedAccount[]> {
  const rows = await database().incidentAccount.findMany({
    where: { incidentId: id },
    include: {
      account: {
        select: {
          ...{ legalName: true, closedAt: true },
          notices: {
            where: { notice: { incidentUpdate: { incidentId: id } } },
            select: { noticeId: true, givenAt: true },
          },
        },
      },
    },
    orderBy: [{ account: { legalName: "asc" } }, { accountId: "asc" }],
  });
  return rows.map(({ accountId, account }) => {
    const given = account.notices.flatMap(({ givenAt }) => givenAt?.getTime() ?? []);
    return {
      ...{ id: accountId, legalName: account.legalName, closed: account.closedAt !== null },
      listed: account.notices.length > 0,
      toldAt: given.length === 0 ? null : new Date(Math.min(...given)),
      hasLast: account.notices.some(({ noticeId }) => noticeId === lastNotice),
    };
  });
}

async function updatesOf(incident: Incident): Promise<UpdateView[]> {
  const rows = await database().incidentUpdate.findMany({
    where: { incidentId: incident.id },
    include: { author: true, notice: { include: { accounts: { select: { givenAt: true } } } } },
    orderBy: { number: "desc" },
  });
  return Promise.all(
    rows.map(async ({ id, number, sealed, author, createdAt, notice }) => ({
      ...{ id, number, createdAt, noticeId: notice?.id ?? null, accounts: notice?.accounts.length ?? 0 },
      text: await openPart(database(), incident, `update/${id}`, sealed),
      author: (await openPerson(database(), author)).name,
      given: notice?.accounts.filter(({ givenAt }) => givenAt !== null).length ?? 0,
    })),
  );
}

/** What would be sent to whom. @returns null where nothing is written, or the incident is closed */
export async function readPreview(viewer: Viewer, pack: Pack, id: string): Promise<UpdatePreview | null> {
  if (!may(viewer, "incident:handle")) return null;
  const row = await database().incident.findFirst({ where: { id, publisher: pack.name, closedAt: null } });
  const described = row && (await openDescription(database(), row));
  if (row === null || described === null) return null;
  return previewUpdate(database(), pack.publisher.names.short, row, described.title);
}

/** Active accounts that the incident does not concern yet, by name. @param search part of a name */
export async function accountsToAdd(
  viewer: Viewer,
  incidentId: string,
  search: string,
): Promise<{ readonly id: string; readonly legalName: string }[]> {
  if (!may(viewer, "incident:handle") || search === "") return [];
  return database().account.findMany({
    where: {
      ...{ closedAt: null, incidents: { none: { incidentId } } },
      // Prisma leaves the wildcards of LIKE as they are.
      legalName: { contains: search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" },
    },
    select: { id: true, legalName: true },
    orderBy: [{ legalName: "asc" }, { id: "asc" }],
    take: 50,
  });
}
