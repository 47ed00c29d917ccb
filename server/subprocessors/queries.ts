/** Reading the register. It is public: what may be read is bound to the publisher alone. */
import type { Pack } from "@/server/content/pack";
import { type Database, database } from "@/server/platform/database";
import { differencesBetween, type Register, type RegisterDifference } from "@/server/subprocessors/register";

/** The register as it stood at a moment, or will stand by what is recorded now. */
export async function readRegister(publisher: string, at: Date): Promise<Register> {
  return registerOf(database(), publisher, at);
}

/** What staff must settle: the pack's file no longer says what the register in force at this moment says. */
export async function registerDifferences(
  database: Pick<Database, "subProcessor">,
  pack: Pack,
  at: Date,
): Promise<RegisterDifference[]> {
  const { entries } = await registerOf(database, pack.name, at);
  return differencesBetween(pack.subProcessors.list, entries);
}

async function registerOf(database: Pick<Database, "subProcessor">, publisher: string, at: Date): Promise<Register> {
  const rows = await database.subProcessor.findMany({
    where: { publisher },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    // All versions: since when the register is kept does not depend on the moment that is asked for.
    include: { versions: { orderBy: { effectiveFrom: "asc" } } },
  });
  const starts = rows.flatMap(({ versions }) => versions[0]?.effectiveFrom.getTime() ?? []);
  return {
    keptSince: starts.length === 0 ? null : new Date(Math.min(...starts)),
    entries: rows.flatMap(({ slug, versions }) => {
      const inForce = versions.find(
        ({ effectiveFrom, effectiveUntil }) => effectiveFrom <= at && (effectiveUntil === null || effectiveUntil > at),
      );
      if (inForce === undefined) return [];
      const { name, role, purpose, dataCategories, location, transferMechanism, certifications, since } = inForce;
      const stated = { role, purpose, dataCategories, location, transferMechanism, certifications };
      return [{ id: slug, name, ...stated, since: since?.toISOString().slice(0, 10) ?? null }];
    }),
  };
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
