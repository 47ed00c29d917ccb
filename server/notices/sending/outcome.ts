/**
 * One outcome for each message. Every write names the state it expects, so that of two senders only one counts; and a
 * failure names the try too, so that a sender who lost the row to another can't fail what that one may have sent.
 */
import { setTimeout as wait } from "node:timers/promises";
import { withoutAddresses } from "@/server/mail/deliver";
import type { Leased } from "@/server/notices/sending/lease";
import { seconds } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";

/** The server has it, whoever sent it. One that was cancelled on its way has arrived all the same. */
export async function recordAccepted(database: Database, { id, messageId }: Leased, answer: string): Promise<void> {
  const data = { state: "accepted", serverResponse: withoutAddresses(answer, messageId) } as const;
  const where = { id, OR: [{ state: "queued" }, { state: "cancelled", attempts: { gt: 0 } }] } as const;
  await surely(() => database.delivery.updateMany({ where: { ...where, OR: [...where.OR] }, data }));
}

export async function recordFailed(database: Database, leased: Leased, answer: string): Promise<void> {
  const data = { state: "failed", serverResponse: withoutAddresses(answer, leased.messageId) } as const;
  await surely(() => database.delivery.updateMany({ where: stillOurs(leased), data }));
}

/** The recipient unsubscribed meanwhile. */
export async function recordCancelled(database: Database, leased: Leased): Promise<void> {
  await database.delivery.updateMany({ where: stillOurs(leased), data: { state: "cancelled" } });
}

/** @param pause milliseconds */
export async function recordPutOff(database: Database, leased: Leased, answer: string, pause: number): Promise<void> {
  const said = withoutAddresses(answer, leased.messageId);
  await surely(
    () => database.$executeRaw`
      UPDATE "Delivery" SET "serverResponse" = ${said}, "dueAt" = product_now() + make_interval(secs => ${pause / seconds})
      WHERE id = ${leased.id}::uuid AND state = 'queued' AND attempts = ${leased.attempts}`,
  );
}

const stillOurs = ({ id, attempts }: Leased) => ({ id, attempts, state: "queued" }) as const;

/** An outcome that is not written is a message sent again: a database that stumbles is asked more than once. */
async function surely(write: () => Promise<unknown>): Promise<void> {
  for (const pause of [100, 1000, 5000]) {
    try {
      await write();
      return;
    } catch {
      await wait(pause);
    }
  }
  await write();
}
