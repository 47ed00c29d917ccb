/**
 * A worker process that a test starts and kills. Arguments: the database's address, the task's name, and what it does
 * with a job: `finish` it, `hang` for ever, or finish it `slowly`. It tells its parent what happens.
 */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { defineJob } from "@/server/jobs/queue";
import { handle, startRunner } from "@/server/jobs/runner";

const [connectionString = "", name = "", manner = "finish"] = process.argv.slice(2);
const job = defineJob(name, z.object({ key: z.string() }));
const tell = (event: string, key = "") => process.send?.({ event, key });

const runner = await startRunner({
  connectionString,
  crontab: "",
  concurrency: 2,
  handlers: [
    handle(job, async ({ key }) => {
      tell("started", key);
      if (manner === "hang") await new Promise(() => {});
      if (manner === "slowly") await wait(1500);
      tell("finished", key);
    }),
  ],
});
tell("ready");
process.on("message", () => void runner.stop().then(() => process.exit(0)));
