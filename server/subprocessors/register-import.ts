/**
 * Makes a publisher's register from its pack, once. From then on the register is the truth: a change of it needs notice
 * ahead, so that an edit of the file alone may never change it (docs/decisions/0010), and the database lets nothing but
 * `make_register()` write it.
 */
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import type { Database, Transaction } from "@/server/platform/database";

/**
 * Idempotent, and safe from several servers at once. A file that names nobody makes a register without entries: the first
 * one comes in by a change, with its notice, as every later one.
 * @returns whether the register was made now
 */
export async function importRegister(database: Database, pack: Pack): Promise<boolean> {
  const { name: publisher, subProcessors } = pack;
  if (await hasRegister(database, publisher)) return false;
  return database.$transaction(async (transaction) => {
    const entries = JSON.stringify(subProcessors.list.map(({ id, ...stated }) => ({ ...stated, slug: id })));
    const [answer] = await transaction.$queryRaw<{ made: boolean }[]>`
      SELECT make_register(${publisher}, ${entries}::jsonb) AS made`;
    if (answer?.made !== true) return false;
    await recordEvent(transaction, {
      kind: "subprocessors.imported",
      actorId: null,
      details: { publisher, subProcessors: subProcessors.list.map(({ name }) => name) },
    });
    return true;
  });
}

async function hasRegister(database: Transaction, publisher: string): Promise<boolean> {
  return (await database.register.findUnique({ where: { publisher } })) !== null;
}
