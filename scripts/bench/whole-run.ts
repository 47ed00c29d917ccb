/** The run as a whole: a deployment of its own, the sections in turn, the table, and the removal of everything it made. */
import { chmodSync, mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { database } from "@/server/platform/database";
import { prepareDeployment } from "../deployment";
import { measureAdvisories } from "./advisories";
import { measureAudit } from "./audit";
import type { Bench } from "./bench-run";
import { Children } from "./children";
import { type Section, table } from "./comparison";
import { measureFirstLoad } from "./first-load";
import { measureHistory } from "./history";
import { endCleanly, removeFolder, removeLeftovers } from "./leave-nothing";
import { measureMarking } from "./marking";
import { measureNotices } from "./notices";
import { measurePackGrowth } from "./pack-growth";
import { measurePublicPage } from "./public-page";
import { measureSending } from "./sending";

/** Milliseconds; a message more than the few may take a fiftieth of a second. */
const longest = 220_000;
const fewMessages = 2000;
const sections = [
  { name: "page", measure: measurePublicPage },
  { name: "first-load", measure: measureFirstLoad },
  { name: "advisories", measure: measureAdvisories },
  { name: "pack", measure: measurePackGrowth },
  { name: "marking", measure: measureMarking },
  { name: "sending", measure: measureSending },
  { name: "audit", measure: measureAudit },
  { name: "notices", measure: measureNotices },
  { name: "history", measure: measureHistory },
] as const;

/** What the shell sets for the product must not reach the deployment that is measured. */
const kept = new Set(["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SystemRoot"]);

/** @param given names of sections, none means all; and `--messages N` */
export async function runBench(given: readonly string[]): Promise<void> {
  const { positionals: wanted, values } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { messages: { type: "string" } },
  });
  const messages = Number(values.messages ?? fewMessages);
  const chosen = sections.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (chosen.length < wanted.length || !Number.isInteger(messages) || messages < 100) {
    console.error(
      `npm run bench -- SECTION --messages N: the sections are ${sections.map(({ name }) => name).join(", ")}.`,
    );
    process.exit(1);
  }
  const folder = makeFolder();
  const dataDir = join(folder, "deployment");
  settle(dataDir);
  const children = new Children();
  const preparing = prepareDeployment(say);
  const stopped = endCleanly(async () => {
    await children.stopAll();
    const deployment = await preparing.catch(() => undefined);
    await deployment?.embedded?.stop();
    removeFolder(folder);
  });
  const { settings, embedded } = await preparing;
  const { databaseUrl, databaseOwnerUrl } = settings;
  if (databaseUrl === undefined || databaseOwnerUrl === undefined) throw new Error("there is no database");
  await measure(chosen, stopped, { children, folder, dataDir, databaseUrl, databaseOwnerUrl, messages });
  if (stopped.aborted) return;
  await children.stopAll();
  await database().$disconnect();
  await embedded?.stop();
  removeFolder(folder);
  process.exit();
}

type NamedSection = (typeof sections)[number];

async function measure(chosen: readonly NamedSection[], stopped: AbortSignal, bench: Bench): Promise<void> {
  const started = performance.now();
  const time = AbortSignal.timeout(longest + Math.max(0, bench.messages - fewMessages) * 20);
  const timeUp = new Promise<never>((_, failed) => {
    time.onabort = () => failed(new Error("the time was over"));
  });
  const done: Section[] = [];
  for (const { name, measure } of chosen) {
    if (stopped.aborted) return;
    say(`measuring: ${name}`);
    try {
      done.push(await Promise.race([time.aborted ? timeUp : measure(bench), timeUp]));
    } catch (error) {
      if (stopped.aborted) return;
      process.exitCode = 1;
      const reason = error instanceof Error ? error.message : String(error);
      done.push({ title: name, notes: [`not run: ${reason}`], comparisons: [] });
    }
  }
  tell(done, (performance.now() - started) / 1000);
}

function tell(sections: readonly Section[], seconds: number): void {
  console.log(`\n${table(sections).join("\n")}\n`);
  console.log(
    `Medians of rounds in turns, the ratio's lowest and highest round in brackets. Node ${process.version}, ` +
      `${availableParallelism()} cores shared with the load, loopback only, ${seconds.toFixed(0)} s.`,
  );
}

function makeFolder(): string {
  const home = resolve(".data");
  removeLeftovers(home);
  const folder = join(home, `bench-${process.pid}`);
  mkdirSync(join(folder, "deployment"), { recursive: true });
  // PostgreSQL and nginx run as other users where the bench runs as root, and must get through to what is theirs.
  chmodSync(folder, 0o755);
  return folder;
}

function settle(dataDir: string): void {
  for (const name of Object.keys(process.env)) if (!kept.has(name)) delete process.env[name];
  Object.assign(process.env, { DATA_DIR: dataDir, DEMO: "1", NODE_ENV: "production" });
}

function say(line: string): void {
  console.log(`… ${line}`);
}
