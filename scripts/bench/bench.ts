/**
 * `npm run bench`: measures the product beside named references, on this machine's loopback alone and within four
 * minutes, and leaves nothing behind. With `--task` it is one of the bench's own measured processes.
 */
import { z } from "zod";

const tasks = {
  load: async (input: unknown) => (await import("./load-task")).runLoadTask(input),
  mark: async (input: unknown) => (await import("./marking-task")).runMarkingTask(input),
  notices: async (input: unknown) => (await import("./notices-task")).runNoticesTask(input),
  send: async (input: unknown) => (await import("./sending-task")).runSendingTask(input),
} as const;
const TaskName = z.enum(["load", "mark", "notices", "send"]);

const [flag, name, input] = process.argv.slice(2);
if (flag === "--task") {
  process.on("disconnect", () => process.exit());
  const answer = await tasks[TaskName.parse(name)](JSON.parse(input ?? "{}"));
  process.send?.(answer);
} else await (await import("./whole-run")).runBench(process.argv.slice(2));
