/**
 * In the demonstration the database's clock can be set ahead (npm run demo:time). The processes follow it, so that what a
 * page says by the clock and what the database stamps agree. Anywhere else there is no row, and nothing is followed.
 */
import { seconds, setClockAhead } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { isDemonstration } from "@/server/platform/demonstration";
import { errorFields, log } from "@/server/platform/log";

export const lookEvery = 2 * seconds;

/** Takes the demonstration's time now, and looks every two seconds whether it was set further ahead. */
export async function followDemoClock(): Promise<void> {
  if (!(await isDemonstration())) return;
  await takeDemoTime();
  setInterval(() => {
    takeDemoTime().catch((error: unknown) => log("error", "demo-clock.read", errorFields(error)));
  }, lookEvery).unref();
}

export async function takeDemoTime(): Promise<void> {
  const row = await database().clockOffset.findUnique({ where: { id: 1 } });
  setClockAhead(Number(row?.aheadSeconds ?? 0) * seconds);
}
