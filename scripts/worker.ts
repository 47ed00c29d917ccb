/** The process that runs jobs: mail, sealing, building documents, and what time drives. */
import { database } from "@/server/platform/database";
import { followDemoClock } from "@/server/platform/demo-clock";
import { settings } from "@/server/platform/env";
import { startSchedule } from "@/server/schedule";

await followDemoClock();
const schedule = await startSchedule(database(), settings(), (line) => console.log(line));
const stop = async () => {
  await schedule.stop();
  await database().$disconnect();
  process.exit(0);
};
// The terminal's Ctrl-C reaches every process of the group; this one finishes its jobs when the server says so.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.on("message", () => void stop());
process.on("disconnect", () => void stop());
