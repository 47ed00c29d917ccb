/** Reading the register. It is public: what may be read is bound to the publisher alone. */
import type { Pack } from "@/server/content/pack";
import { type Database, database } from "@/server/platform/database";
import { type FixedChange, type HeldEntry, withChanges } from "@/server/subprocessors/changes/coming";
import { entryOf } from "@/server/subprocessors/changes/rows";
import { differencesBetween, type Register, type RegisterDifference } from "@/server/subprocessors/register";

type Tables = Pick<Database, "register" | "subProcessor" | "subProcessorChange">;

/** The register as it stood at a moment, or will stand by the changes whose time is fixed now. */
export async function readRegister(publisher: string, at: Date): Promise<Register> {
  return registerOf(database(), publisher, at);
}

/** What staff must settle: the pack's file no longer says what the register in force at this moment says. */
export async function registerDifferences(database: Tables, pack: Pack, at: Date): Promise<RegisterDifference[]> {
  const { entries } = await registerOf(database, pack.name, at);
  return differencesBetween(pack.subProcessors.list, entries);
}

async function registerOf(tables: Tables, publisher: string, at: Date): Promise<Register> {
  const [register, held, changes] = await Promise.all([
    tables.register.findUnique({ where: { publisher } }),
    heldAt(tables, publisher, at),
    fixedUntil(tables, publisher, at),
  ]);
  return { keptSince: register?.madeAt ?? null, entries: withChanges(held, changes).map(({ entry }) => entry) };
}

async function heldAt(tables: Tables, publisher: string, at: Date): Promise<HeldEntry[]> {
  const inForce = { effectiveFrom: { lte: at }, OR: [{ effectiveUntil: null }, { effectiveUntil: { gt: at } }] };
  const rows = await tables.subProcessor.findMany({
    where: { publisher, versions: { some: inForce } },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    include: { versions: { where: inForce } },
  });
  return rows.flatMap(({ id, slug, versions }) =>
    versions.map((version) => ({ subProcessorId: id, entry: entryOf(slug, version) })),
  );
}

/** Changes that are in effect by then and not in the register's rows yet: their time is to come, or the job is late. */
async function fixedUntil(tables: Tables, publisher: string, at: Date): Promise<FixedChange[]> {
  const rows = await tables.subProcessorChange.findMany({
    where: { publisher, state: "noticed", effectiveAt: { lte: at } },
    orderBy: [{ effectiveAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, targetId: row.subProcessorId ?? row.replacesId },
    entry: entryOf(row.slug, row),
  }));
}

/** What the register last called each sub-processor that it ever held, by its slug, in the register's order. */
export async function subProcessorNames(publisher: string): Promise<ReadonlyMap<string, string>> {
  const rows = await database().subProcessor.findMany({
    where: { publisher },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    select: { slug: true, versions: { orderBy: { effectiveFrom: "desc" }, take: 1, select: { name: true } } },
  });
  return new Map(rows.map(({ slug, versions }) => [slug, versions[0]?.name ?? slug]));
}
