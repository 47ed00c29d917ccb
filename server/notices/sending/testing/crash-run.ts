/**
 * A notice is sent to a bad mail server by a process that is killed (SIGKILL) at random moments and started again, until
 * every message has an outcome. Then both sides are compared: what the database says and what the mail server saw.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { bundleWorker } from "@/server/jobs/testing/start-worker";
import { type Findings, findings } from "@/server/notices/sending/testing/crash-findings";
import { queueNotice, type SampleSize } from "@/server/notices/sending/testing/sample-notice";
import type { SenderTask } from "@/server/notices/sending/testing/sender-task";
import { type Sink, startSink } from "@/server/notices/sending/testing/sink";
import { hours } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { ClockBench } from "@/server/subprocessors/testing/clock-bench";

export interface CrashPlan {
  readonly size: SampleSize;
  readonly kills: number;
  readonly seed: number;
  readonly fault?: SenderTask["fault"];
  /** Where the sender's program is put. */
  readonly folder: string;
  /** Milliseconds, after which what has no outcome yet counts as lost. */
  readonly longest: number;
  /** Told after each kill, with how many there were. */
  readonly killed?: (count: number) => void;
}

/** A day in seconds: the same rules with shorter times. */
const rules = {
  ...{ firstPause: 50, longestPause: 500, giveUpAfter: 4000, fewestTries: 10 },
  ...{ lease: 9000, batch: 20, connections: 5, longestSend: 6000 },
  ...{ unavailablePause: 100, longestRun: hours, grace: 500 },
};
const patience = { connect: 4000, answer: 4000 };

export async function crashRun(bench: ClockBench, plan: CrashPlan): Promise<Findings> {
  const random = seeded(plan.seed);
  const program = await bundleWorker(plan.folder, "server/notices/sending/testing/sender-process.ts");
  const { noticeId } = await queueNotice(bench, plan.size);
  const sink = await startSink(random);
  const task = { url: sink.url, publisher: bench.publisher, rules, patience, fault: plan.fault } satisfies SenderTask;
  const sender = new Sender(program, task, sink);
  const killing = new Killing(plan, random, sink, sender);
  try {
    sender.start();
    await killing.until(() => isOver(noticeId), plan.longest);
  } finally {
    await sender.close();
    await sink.close();
  }
  return findings(noticeId, sink, killing.done);
}

async function isOver(noticeId: string): Promise<boolean> {
  return (await database().delivery.findFirst({ where: { noticeId, state: "queued" }, select: { id: true } })) === null;
}

/** Of its processes one works at a time. The next is loaded meanwhile and waits, so that a kill costs no start-up. */
class Sender {
  #working: ChildProcess | undefined;
  #next: ChildProcess;

  constructor(
    readonly program: string,
    readonly task: SenderTask,
    readonly sink: Sink,
  ) {
    this.#next = this.#load();
  }

  start(): void {
    this.sink.life++;
    this.#working = this.#next;
    this.#working.send("begin");
    this.#next = this.#load();
  }

  /** @returns once nothing of the dead process is still on its way to the mail server */
  async end(): Promise<void> {
    if (this.#working !== undefined) await kill(this.#working);
    await this.sink.hungUp();
  }

  async close(): Promise<void> {
    await this.end();
    await kill(this.#next);
  }

  #load(): ChildProcess {
    return fork(this.program, [JSON.stringify(this.task)], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  }
}

async function kill(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, "exit");
  process.kill("SIGKILL");
  await ended;
}

/** Moments are drawn from all that a run of this size has, a few also from the time after a start. */
class Killing {
  readonly #moments: number[];
  #passed = 0;
  #due = false;
  done = 0;

  constructor(
    readonly plan: CrashPlan,
    readonly random: () => number,
    readonly sink: Sink,
    readonly sender: Sender,
  ) {
    const { accounts, contactsEach, subscribers } = plan.size;
    const all = 3 * (accounts * contactsEach + subscribers);
    this.#moments = Array.from({ length: plan.kills }, () => Math.ceil(random() * all)).toSorted((a, b) => a - b);
    sink.onMoment = () => {
      this.#passed++;
      if (!this.#due && this.#passed >= (this.#moments[this.done] ?? Number.POSITIVE_INFINITY)) this.#due = true;
    };
  }

  async until(over: () => Promise<boolean>, longest: number): Promise<void> {
    const started = performance.now();
    let looked = started;
    let early = this.#early();
    while (performance.now() - started < longest) {
      await wait(2);
      if (this.#due || performance.now() > early) {
        await wait(this.random() * 12);
        await this.sender.end();
        this.done++;
        this.plan.killed?.(this.done);
        this.#due = false;
        this.sender.start();
        early = this.#early();
      }
      if (performance.now() - looked < 200) continue;
      if (await over()) return;
      looked = performance.now();
    }
  }

  /** One in eight is killed before it may have reached the mail server at all. */
  #early(): number {
    const now = performance.now();
    return this.done < this.plan.kills && this.random() < 0.125 ? now + this.random() * 1500 : Number.POSITIVE_INFINITY;
  }
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
