/** A sender that is killed again and again loses nothing, and repeats nothing under another name. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { useOwnDatabase } from "@/scripts/integration-database";
import { type CrashPlan, crashRun } from "@/server/notices/sending/testing/crash-run";
import { minutes } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

let bench: ClockBench;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  return () => bench.stop();
});

const run = (plan: Omit<CrashPlan, "folder" | "longest">) =>
  crashRun(bench, { ...plan, folder: join(settings().dataDir, "bundles"), longest: 8 * minutes });

test(
  "ten kills in a notice to 200 recipients leave one outcome each, none lost, none repeated silently",
  async () => {
    const seed = 20261129;
    const { outcomes, problems, ...counts } = await run({
      size: { accounts: 20, contactsEach: 2, subscribers: 160 },
      ...{ kills: 10, seed },
    });
    console.log(JSON.stringify({ seed, ...counts, outcomes }, null, 1));
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ recipients: 200, accounts: 40 });
    expect(counts.kills).toBeGreaterThanOrEqual(10);
    expect(counts.accepted + counts.failed).toBe(200);
    expect(counts.repeats).toBeGreaterThan(0);
  },
  10 * minutes,
);

describe("the same comparison finds out", () => {
  const size = { accounts: 5, contactsEach: 2, subscribers: 30 };
  test(
    "a sender that writes the outcome before it sends: messages are lost",
    async () => {
      const { problems } = await run({ size, kills: 4, seed: 1, fault: "record-first" });
      expect(problems.filter((problem) => problem.startsWith("lost"))).not.toEqual([]);
    },
    10 * minutes,
  );

  test(
    "a sender that gives a message another Message-ID each time: repeats are silent",
    async () => {
      const { problems } = await run({ size, kills: 2, seed: 1, fault: "new-message-id" });
      expect(problems.filter((problem) => problem.startsWith("repeated silently"))).not.toEqual([]);
    },
    10 * minutes,
  );
});
