/** Changes as everybody sees them: from the moment their notice was given. Before that they are the publisher's own. */
import { later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { Prisma } from "@/server/platform/generated/prisma/client";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import type { ChangeKind, ChangeState } from "@/server/subprocessors/changes/lifecycle";
import { previousOf } from "@/server/subprocessors/changes/previous";
import { changeOf } from "@/server/subprocessors/changes/rows";
import { longestPast, type Timeline, timelineOf } from "@/server/subprocessors/changes/timeline";

export interface ChangeSummary {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  /** Of the newcomer, or of who is changed or removed. */
  readonly name: string;
  /** Of whom a replacement displaces. */
  readonly replaces: string | null;
  readonly waits: boolean;
  readonly createdAt: Date;
  readonly noticedAt: Date | null;
  readonly effectiveAt: Date | null;
  readonly withdrawnAt: Date | null;
}

export const summaryColumns = {
  ...{ id: true, kind: true, state: true, name: true, waits: true },
  ...{ createdAt: true, noticedAt: true, effectiveAt: true, withdrawnAt: true },
  replaces: { select: { versions: { orderBy: { effectiveFrom: "desc" }, take: 1, select: { name: true } } } },
} as const;

type SummaryRow = Omit<ChangeSummary, "replaces"> & {
  readonly replaces: { readonly versions: readonly { readonly name: string }[] } | null;
};

export const summaryOf = ({ replaces, ...row }: SummaryRow): ChangeSummary => ({
  ...row,
  replaces: replaces?.versions[0]?.name ?? null,
});

/** Changes under notice whose time is to come, the next first. */
export async function listComing(publisher: string, at: Date): Promise<ChangeSummary[]> {
  const rows = await database().subProcessorChange.findMany({
    where: { publisher, state: "noticed", effectiveAt: { gt: at } },
    orderBy: [{ effectiveAt: "asc" }, { id: "asc" }],
    select: summaryColumns,
  });
  return rows.map(summaryOf);
}

export const changesOnPage = 50;

/** Changes that are over, in effect or withdrawn after their notice: the last told first. @param before the last row's id of the page before */
export async function listPast(publisher: string, at: Date, before?: string): Promise<ChangeSummary[]> {
  // Bounded by the pair, so that a late page is found by the index as fast as the first.
  const bound =
    before === undefined
      ? Prisma.empty
      : Prisma.sql`AND ("noticedAt", id) < (SELECT c."noticedAt", c.id FROM "SubProcessorChange" c WHERE c.id = ${before}::uuid)`;
  const page = await database().$queryRaw<{ id: string }[]>`
    SELECT id::text FROM "SubProcessorChange"
    WHERE publisher = ${publisher} AND "noticedAt" IS NOT NULL AND (state <> 'noticed' OR "effectiveAt" <= ${at}) ${bound}
    ORDER BY "noticedAt" DESC, id DESC LIMIT ${changesOnPage}`;
  const ids = page.map(({ id }) => id);
  const rows = await database().subProcessorChange.findMany({ where: { id: { in: ids } }, select: summaryColumns });
  const found = new Map(rows.map((row) => [row.id, summaryOf(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** @returns null where there is none, or nobody was told of it: the two are not to be told apart */
export async function readPublicChange(publisher: string, id: string): Promise<RegisterChange | null> {
  const row = await database().subProcessorChange.findFirst({ where: { id, publisher, noticedAt: { not: null } } });
  return row === null ? null : changeOf(row, await previousOf(database(), row));
}

export interface ListedChange {
  readonly id: string;
  readonly lastChanged: Date;
}

/** For the sitemap, the last told first. */
export async function listedChanges(publisher: string, most: number): Promise<ListedChange[]> {
  const rows = await database().subProcessorChange.findMany({
    where: { publisher, noticedAt: { not: null } },
    orderBy: [{ noticedAt: "desc" }, { id: "desc" }],
    take: most,
    select: { id: true, noticedAt: true, createdAt: true, tookEffectAt: true, withdrawnAt: true },
  });
  return rows.map(({ id, noticedAt, createdAt, tookEffectAt, withdrawnAt }) => ({
    id,
    lastChanged: withdrawnAt ?? tookEffectAt ?? noticedAt ?? createdAt,
  }));
}

/** Null where no register is kept yet. More than some hundred versions in the time that is drawn are not read. */
export async function readTimeline(publisher: string, at: Date): Promise<Timeline | null> {
  const register = await database().register.findUnique({ where: { publisher } });
  if (register === null) return null;
  const [versions, changes] = await Promise.all([
    database().subProcessorVersion.findMany({
      where: {
        subProcessor: { publisher },
        OR: [{ effectiveUntil: null }, { effectiveUntil: { gt: later(at, -longestPast) } }],
      },
      // Those in force first: what ended longest ago is left out where there are too many.
      orderBy: [{ effectiveUntil: { sort: "desc", nulls: "first" } }, { id: "asc" }],
      take: 400,
      include: { subProcessor: { select: { slug: true, position: true } } },
    }),
    database().subProcessorChange.findMany({
      where: { publisher, state: "noticed" },
      orderBy: [{ effectiveAt: "asc" }, { id: "asc" }],
      include: { subProcessor: { select: { slug: true } }, replaces: { select: { slug: true } } },
    }),
  ]);
  const past = versions
    .toSorted(
      (one, other) =>
        one.subProcessor.position - other.subProcessor.position ||
        one.effectiveFrom.getTime() - other.effectiveFrom.getTime(),
    )
    .map(({ subProcessor, name, effectiveFrom, effectiveUntil }) => ({
      ...{ id: subProcessor.slug, name, from: effectiveFrom, until: effectiveUntil },
    }));
  const coming = changes.flatMap(({ kind, slug, name, effectiveAt, subProcessor, replaces }) =>
    effectiveAt === null
      ? []
      : [{ kind, id: slug, name, effectiveAt, targetId: subProcessor?.slug ?? replaces?.slug ?? null }],
  );
  return timelineOf({ keptSince: register.madeAt, at }, past, coming);
}
