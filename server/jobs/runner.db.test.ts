import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { addJob, defineJob } from "@/server/jobs/queue";
import { handle, type RunnerOptions, startRunner } from "@/server/jobs/runner";
import { bundleWorker, startWorker, type WorkerProcess } from "@/server/jobs/testing/start-worker";
import { seconds } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";

/** Milliseconds for what follows by itself on a busy machine. */
const patience = 20_000;
vi.setConfig({ testTimeout: 90_000 });

let workerFile: string;
let connectionString: string;
beforeAll(async () => {
  connectionString = (await useOwnDatabase()).applicationUrl;
  workerFile = await bundleWorker(join(settings().dataDir, "bundles"));
});

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

const keyed = (name: string) => defineJob(name, z.object({ key: z.string() }));
const newTask = () => `task-${randomWord()}`;

async function worker(task: string, manner: Parameters<typeof startWorker>[3]): Promise<WorkerProcess> {
  const started = await startWorker(workerFile, connectionString, task, manner);
  running.push({ stop: () => started.process.kill("SIGKILL") });
  return started;
}
async function runner(handlers: RunnerOptions["handlers"], concurrency = 4) {
  const started = await startRunner({ connectionString, handlers, crontab: "", concurrency });
  running.push(started);
  return started;
}
const queue = (task: string, key: string) => addJob(database(), keyed(task), { key });
const left = async (task: string) =>
  database().$queryRaw<{ attempts: number; locked: boolean; error: string | null }[]>`
    SELECT j.attempts::int AS attempts, j.locked_at IS NOT NULL AS locked, j.last_error AS error
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = ${task}`;
/** Who has each job of the task in hand; null for nobody. */
const holders = async (task: string) =>
  (
    await database().$queryRaw<{ holder: string | null }[]>`
      SELECT j.locked_by AS holder
      FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = ${task}`
  ).map(({ holder }) => holder);
/** A job's row goes a moment after its handler has ended. */
const nothingIsLeft = (task: string) => vi.waitFor(async () => expect(await left(task)).toEqual([]), patience);

describe("a job", () => {
  test("of a transaction that was rolled back never runs, and one that was committed does", async () => {
    const [task, ran] = [newTask(), [] as string[]];
    await runner([handle(keyed(task), async ({ key }) => void ran.push(key))]);
    await expect(
      database().$transaction(async (transaction) => {
        await addJob(transaction, keyed(task), { key: "rolled back" });
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    await database().$transaction(async (transaction) => {
      await addJob(transaction, keyed(task), { key: "committed" });
      await wait(300);
      expect(ran).toEqual([]);
    });
    await vi.waitFor(() => expect(ran).toEqual(["committed"]), patience);
    await nothingIsLeft(task);
  });

  test("with a payload of another shape is refused with the change that asked for it", async () => {
    const task = newTask();
    const wrong: { key: string } = JSON.parse('{"key": 5}');
    await expect(database().$transaction((transaction) => addJob(transaction, keyed(task), wrong))).rejects.toThrow();
    expect(await left(task)).toEqual([]);
  });

  test("that is older than the code does not reach the handler with what it does not expect", async () => {
    const [task, work] = [newTask(), vi.fn(async () => {})];
    await runner([handle(keyed(task), work)]);
    await addJob(database(), defineJob(task, z.object({ id: z.number() })), { id: 1 });
    await vi.waitFor(async () => expect(await left(task)).toMatchObject([{ attempts: 1, locked: false }]), patience);
    expect(work).not.toHaveBeenCalled();
  });

  test("with the key of one that waits is one job, and the newest payload counts", async () => {
    const [task, ran] = [newTask(), [] as string[]];
    for (const key of ["a", "b", "c"]) await addJob(database(), keyed(task), { key }, `${task}/only`);
    await runner([handle(keyed(task), async ({ key }) => void ran.push(key))]);
    await vi.waitFor(() => expect(ran).toEqual(["c"]), patience);
    await wait(300);
    expect(ran).toEqual(["c"]);
  });

  test("that fails is tried again, and neither log nor table repeats the error's words", async () => {
    const [task, tries] = [newTask(), [] as number[]];
    const secret = "450 <ada@northwind.example> busy";
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await runner([
      handle(keyed(task), async () => {
        tries.push(1);
        if (tries.length === 1) throw Object.assign(new Error(secret), { code: "EENVELOPE" });
      }),
    ]);
    await queue(task, "x");
    await vi.waitFor(
      async () => expect(await left(task)).toEqual([expect.objectContaining({ locked: false, attempts: 1 })]),
      patience,
    );
    const [row] = await left(task);
    await vi.waitFor(() => expect(tries).toHaveLength(2), patience);
    const logged = written.mock.calls.map(([line]) => String(line)).join("");
    written.mockRestore();
    expect(row?.error).toBe("Error EENVELOPE");
    expect(logged).toContain(`"job":"${task}"`);
    expect(logged).not.toMatch(/ada|northwind|busy/);
  });
});

describe("a worker process that is killed in the middle of a job", () => {
  test("loses nothing: the next one to start runs the job at once", async () => {
    const task = newTask();
    const killed = await worker(task, "hang");
    await queue(task, "precious");
    await vi.waitFor(() => expect(killed.started).toEqual(["precious"]), patience);
    killed.process.kill("SIGKILL");
    expect(await killed.end).toBe("SIGKILL");
    const lost = await holders(task);
    expect(lost).toEqual([expect.any(String)]);

    const next = await worker(task, "finish");
    // Freed while it started, and not by the sweep that comes later.
    expect(await holders(task)).not.toEqual(lost);
    await vi.waitFor(() => expect(next.finished).toEqual(["precious"]), patience);
    await nothingIsLeft(task);
  });

  test("is found out by another that is running all the while", async () => {
    const task = newTask();
    const killed = await worker(task, "hang");
    await queue(task, "precious");
    await vi.waitFor(() => expect(killed.started).toEqual(["precious"]), patience);
    const other = await worker(task, "finish");
    killed.process.kill("SIGKILL");
    await vi.waitFor(() => expect(other.finished).toEqual(["precious"]), patience);
  });

  test("leaves no trace of itself once it was found out", async () => {
    const task = newTask();
    const killed = await worker(task, "hang");
    await queue(task, "precious");
    await vi.waitFor(() => expect(killed.started).toHaveLength(1), patience);
    const [row] = await database().$queryRaw<{ worker: string }[]>`
      SELECT locked_by AS worker FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL`;
    expect(await database().jobWorker.count({ where: { workerId: row?.worker ?? "" } })).toBe(1);
    killed.process.kill("SIGKILL");
    await killed.end;
    await worker(task, "finish");
    expect(await database().jobWorker.count({ where: { workerId: row?.worker ?? "" } })).toBe(0);
  });
});

describe("a worker process that lives", () => {
  test("keeps a long job to itself when another starts", async () => {
    const task = newTask();
    const busy = await worker(task, "hang");
    await queue(task, "long");
    await vi.waitFor(() => expect(busy.started).toEqual(["long"]), patience);
    const other = await worker(task, "finish");
    await wait(13 * seconds);
    expect(other.started).toEqual([]);
    expect(busy.started).toEqual(["long"]);
  });

  test("finishes the job in hand when it is told to stop, and signs off", async () => {
    const task = newTask();
    const stopping = await worker(task, "slowly");
    await queue(task, "in hand");
    await vi.waitFor(() => expect(stopping.started).toHaveLength(1), patience);
    const known = await database().jobWorker.count();
    stopping.stop();
    expect(await stopping.end).toBe(0);
    expect(stopping.finished).toEqual(["in hand"]);
    expect(await left(task)).toEqual([]);
    expect(await database().jobWorker.count()).toBeLessThan(known);
  });

  test.each(["finish", "hang"] as const)("ends when its presence is lost, with a job that would %s", async (manner) => {
    const task = newTask();
    const cut = await worker(task, manner);
    await queue(task, "x");
    await vi.waitFor(() => expect(cut.started).toHaveLength(1), patience);
    const client = new pg.Client(connectionString);
    await client.connect();
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7238402 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    await client.end();
    expect(await Promise.race([cut.end, wait(15 * seconds, "still running")])).toBe(1);
    expect(cut.errors.join("")).toContain("jobs.connection-lost");
  });
});

describe("two runners at once", () => {
  test("run each of many jobs once, between them", async () => {
    const task = newTask();
    const ran: [string[], string[]] = [[], []];
    const keys = Array.from({ length: 200 }, (_, index) => `job ${index}`);
    // Both are up before there is work, or the first might have done it all before the second has started.
    for (const list of ran)
      await runner([
        handle(keyed(task), async ({ key }) => {
          list.push(key);
          await wait(5);
        }),
      ]);
    await database().$transaction(async (transaction) => {
      for (const key of keys) await addJob(transaction, keyed(task), { key });
    });
    await nothingIsLeft(task);
    expect(ran.flat().toSorted()).toEqual(keys.toSorted());
    for (const list of ran) expect(list.length).toBeGreaterThan(0);
  });
});
