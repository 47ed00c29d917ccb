/**
 * Runs jobs and scheduled tasks on graphile-worker. Each process holds an advisory lock as long as its database connection
 * lives; jobs whose worker belongs to a process that is gone are released at once, not after the library's four hours.
 */
import { randomInt } from "node:crypto";
import { Logger, type Runner, run, type Task, type TaskList } from "graphile-worker";
import pg from "pg";
import type { Job } from "@/server/jobs/queue";
import { errorFields, log } from "@/server/platform/log";

export interface Handler {
  readonly name: string;
  readonly run: (payload: unknown) => Promise<void>;
}

/** The payload is checked again on the way out: a job may be older than the code. */
export function handle<Payload>(job: Job<Payload>, work: (payload: Payload) => Promise<void>): Handler {
  return { name: job.name, run: (payload) => work(job.payload.parse(payload)) };
}

export interface RunnerOptions {
  readonly connectionString: string;
  readonly handlers: readonly Handler[];
  /** Lines of graphile-worker's crontab; `?fill=` runs what was missed while nothing ran. */
  readonly crontab: string;
  readonly concurrency: number;
}

const lockSpace = 7238402;

export async function startRunner({
  connectionString,
  handlers,
  crontab,
  concurrency,
}: RunnerOptions): Promise<{ stop(): Promise<void> }> {
  const presence = new pg.Client({ connectionString });
  const lockKey = randomInt(1, 2 ** 31 - 1);
  await presence.connect();
  await presence.query("SELECT pg_advisory_lock($1::int, $2::int)", [lockSpace, lockKey]);
  await releaseLost(presence);
  const inTurn = oneAtATime();
  const register = (poolId: string) =>
    inTurn(() =>
      presence.query(`INSERT INTO "JobWorker" ("workerId", "lockKey") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        poolId,
        lockKey,
      ]),
    );
  const runner = await run({
    connectionString,
    concurrency,
    crontab,
    noHandleSignals: true,
    taskList: Object.fromEntries(handlers.map((each) => [each.name, taskOf(each)])) satisfies TaskList,
    logger: new Logger(() => (level, message) => {
      if (level === "error") log("error", "jobs", { message: message.split("'")[0]?.slice(0, 80) });
    }),
    preset: {
      plugins: [announcing(register)],
      // Without a batch the library does not wait for the outcome to be written, and a stop could lose it.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    },
  });
  const sweep = setInterval(() => {
    inTurn(() => releaseLost(presence)).catch((error: unknown) => log("error", "jobs.presence", errorFields(error)));
  }, 10_000);
  // Without its presence this process would look dead to the others and its jobs would run twice: end, and be started again.
  presence.on("error", () => void stopAndExit(runner));
  return {
    stop: async () => {
      clearInterval(sweep);
      await runner.stop();
      await inTurn(() => presence.query(`DELETE FROM "JobWorker" WHERE "lockKey" = $1`, [lockKey])).catch(() => {});
      await presence.end().catch(() => {});
    },
  };
}

/** A job is locked in the name of its process's pool, which must be known before the first job is taken. */
function announcing(register: (poolId: string) => Promise<unknown>): GraphileConfig.Plugin {
  return {
    name: "TrustCentrePresence",
    version: "1.0.0",
    worker: { hooks: { startWorker: async (_context, { worker }) => void (await register(worker.workerPool.id)) } },
  };
}

/** The connection answers one query at a time. */
function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}

/** The library keeps a failed job's message in clear, and an error's own words can quote what a person typed. */
function taskOf({ name, run: work }: Handler): Task {
  return async (payload) => {
    try {
      await work(payload);
    } catch (error) {
      const fields = errorFields(error);
      log("warning", "job.retry", { job: name, ...fields });
      throw new Error([fields.error, fields.code].filter(Boolean).join(" "));
    }
  };
}

async function stopAndExit(runner: Runner): Promise<void> {
  log("error", "jobs.connection-lost");
  await runner.stop().catch(() => {});
  process.exit(1);
}

/** A lock that can be taken belonged to a process that is gone. */
async function releaseLost(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ worker: string; lock: string }>(
    `SELECT "workerId" AS worker, "lockKey"::text AS lock FROM "JobWorker"
     WHERE "lockKey" NOT IN (SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND granted)`,
    [lockSpace],
  );
  if (rows.length === 0) return;
  const workers = rows.map((row) => row.worker);
  await client.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [workers]);
  await client.query(`DELETE FROM "JobWorker" WHERE "workerId" = ANY($1)`, [workers]);
}
