/**
 * A notice counts as given when the first message to every recipient of every active account has an outcome: then the
 * database fixes when the change takes effect. Public pages and feeds read the change's state, and show it from then on.
 */
import { recordEvent } from "@/server/audit/events";
import type { Database, Transaction } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";

/** @returns how many changes were settled by this call */
export async function settleNotices(database: Database, publisher: string): Promise<number> {
  const approved = await database.subProcessorChange.findMany({
    where: { publisher, state: "approved" },
    orderBy: [{ approvedAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  let count = 0;
  for (const { id } of approved) {
    try {
      if (await isSettled(database, id)) count += (await database.$transaction((each) => settle(each, id))) ? 1 : 0;
    } catch (error) {
      // One that cannot be settled holds up no other.
      log("error", "notices.settle", { changeId: id, ...errorFields(error) });
    }
  }
  return count;
}

/**
 * The change is locked before the list of accounts, as a withdrawal locks them. While the list is locked no account is
 * made, so that what is asked here is what the database checks.
 */
async function settle(transaction: Transaction, id: string): Promise<boolean> {
  await transaction.$queryRaw`SELECT id::text FROM "SubProcessorChange" WHERE id = ${id}::uuid FOR UPDATE`;
  await transaction.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtext('account-list'))`;
  if (!(await isSettled(transaction, id))) return false;
  const { count } = await transaction.subProcessorChange.updateMany({
    where: { id, state: "approved" },
    data: { state: "noticed" },
  });
  if (count === 0) return false;
  const { publisher, kind, name, effectiveAt } = await transaction.subProcessorChange.findUniqueOrThrow({
    where: { id },
  });
  await recordEvent(transaction, {
    ...{ kind: "change.noticed", actorId: null, subjectId: id },
    details: { publisher, change: kind, name, effectiveAt: effectiveAt?.toISOString() ?? null },
  });
  return true;
}

/** By the database's own rule, which it asks again when the change is moved. */
async function isSettled(transaction: Transaction, changeId: string): Promise<boolean> {
  const [row] = await transaction.$queryRaw<{ settled: boolean }[]>`
    SELECT notice_unsettled(${changeId}::uuid) IS NULL AS settled`;
  return row?.settled ?? false;
}
