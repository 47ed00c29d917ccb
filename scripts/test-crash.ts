/**
 * `npm run test:crash`: a notice to 2,000 recipients, sent to a bad mail server by a process that is killed (SIGKILL) 200
 * times. Prints what was counted, and ends with 1 where anything was lost, repeated silently or told twice.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { crashRun } from "@/server/notices/sending/testing/crash-run";
import { hours, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import startDatabase from "./integration-database";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    recipients: { type: "string", default: "2000" },
    seed: { type: "string", default: String(now().getTime() % 1_000_000) },
    fault: { type: "string" },
  },
});
const asked = z
  .object({
    kills: z.coerce.number().int().min(0),
    recipients: z.coerce.number().int().min(10),
    seed: z.coerce.number().int(),
    fault: z.enum(["record-first", "new-message-id"]).optional(),
  })
  .safeParse(values);
if (!asked.success) {
  console.error(
    "npm run test:crash -- [--kills 200] [--recipients 2000] [--seed N] [--fault record-first|new-message-id]",
  );
  process.exit(2);
}
const { kills, recipients, seed, fault } = asked.data;
console.log(
  `seed ${seed}: repeat this run with npm run test:crash -- --kills ${kills} --recipients ${recipients} --seed ${seed}`,
);

const end = await startDatabase();
const { DATABASE_OWNER_URL: ownerUrl = "", DATABASE_URL: applicationUrl = "" } = process.env;
const bench = await ClockBench.start({ ownerUrl, applicationUrl }, 0);
const started = performance.now();
const accounts = Math.round(recipients / 10);
const found = await crashRun(bench, {
  size: { accounts, contactsEach: 2, subscribers: recipients - 2 * accounts },
  ...{ kills, seed, folder: join(settings().dataDir, "bundles"), longest: 4 * hours },
  ...(fault && { fault }),
  killed: (count) => {
    if (count % 20 === 0) console.log(`${count} kills after ${Math.round((performance.now() - started) / 1000)} s`);
  },
}).finally(async () => {
  await bench.stop();
  await database().$disconnect();
  await end();
});
const { problems, outcomes, ...counts } = found;
const lines = {
  ...{ recipients: `${counts.recipients}, of them ${counts.accounts} contractual` },
  ...{
    accepted: counts.accepted,
    failed: counts.failed,
    "without outcome": counts.recipients - counts.accepted - counts.failed,
  },
  ...{ "letters that came": counts.letters, "repeats, same Message-ID": counts.repeats, kills: counts.kills },
  ...{ seconds: Math.round((performance.now() - started) / 1000) },
};
for (const [what, value] of Object.entries(lines)) console.log(`${what.padEnd(26)}${value}`);
for (const [outcome, count] of Object.entries(outcomes)) console.log(`  ${outcome.padEnd(40)}${count}`);
for (const problem of problems.slice(0, 20)) console.error(problem);
console.log(problems.length === 0 ? "nothing lost, nothing silently twice" : `${problems.length} problems`);
process.exit(problems.length === 0 && counts.kills >= kills ? 0 : 1);
