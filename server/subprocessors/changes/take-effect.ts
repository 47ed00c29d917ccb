/** Changes whose time has come take effect. Safe from several servers at once, and late: the database knows the told time. */
import { recordEvent } from "@/server/audit/events";
import type { Database } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";

/** @returns how many took effect by this call */
export async function takeEffect(database: Database): Promise<number> {
  // By the database's clock, which alone decides: an application server's may be set wrong.
  const due = await database.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM "SubProcessorChange" WHERE state = 'noticed' AND "effectiveAt" <= product_now()
    ORDER BY "effectiveAt", id LIMIT 1000`;
  let count = 0;
  for (const { id } of due) {
    try {
      if (await takeOne(database, id)) count += 1;
    } catch (error) {
      // One that cannot be written holds up no other.
      log("error", "changes.effect", { changeId: id, ...errorFields(error) });
    }
  }
  return count;
}

/** The row and the register change in one statement of the database; another server that was quicker leaves nothing to do. */
async function takeOne(database: Database, id: string): Promise<boolean> {
  return database.$transaction(async (transaction) => {
    const { count } = await transaction.subProcessorChange.updateMany({
      where: { id, state: "noticed" },
      data: { state: "effective" },
    });
    if (count === 0) return false;
    const { publisher, kind, name } = await transaction.subProcessorChange.findUniqueOrThrow({ where: { id } });
    await recordEvent(transaction, {
      ...{ kind: "change.effective", actorId: null, subjectId: id },
      details: { publisher, change: kind, name },
    });
    return true;
  });
}
