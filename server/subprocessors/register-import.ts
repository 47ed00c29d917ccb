/**
 * Makes a publisher's register from its pack, once. From then on the register is the truth: a change of it needs notice
 * ahead, so that an edit of the file alone may never change it (docs/decisions/0010).
 */
import { recordEvent } from "@/server/audit/events";
import type { SubProcessorFact } from "@/server/content/facts-schema";
import type { Pack } from "@/server/content/pack";
import type { Database, Transaction } from "@/server/platform/database";

/**
 * Idempotent, and safe from several servers at once. A file that names nobody makes no register yet.
 * @returns whether the register was made now
 */
export async function importRegister(database: Database, pack: Pack): Promise<boolean> {
  const { name: publisher, subProcessors } = pack;
  if (subProcessors.list.length === 0 || (await hasRegister(database, publisher))) return false;
  return database.$transaction(async (transaction) => {
    // The unique key would not do: servers with different files would mix them into one register.
    await transaction.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${`register/${publisher}`}, 0))`;
    if (await hasRegister(transaction, publisher)) return false;
    for (const [position, entry] of subProcessors.list.entries())
      await transaction.subProcessor.create({
        data: { publisher, slug: entry.id, position, versions: { create: firstVersion(entry) } },
      });
    await recordEvent(transaction, {
      kind: "subprocessors.imported",
      actorId: null,
      details: { publisher, subProcessors: subProcessors.list.map(({ name }) => name) },
    });
    return true;
  });
}

async function hasRegister(database: Transaction, publisher: string): Promise<boolean> {
  return (await database.subProcessor.findFirst({ where: { publisher }, select: { id: true } })) !== null;
}

const firstVersion = ({ id: _id, since, ...words }: SubProcessorFact) => ({
  ...words,
  since: since === null ? null : new Date(since),
});
