/**
 * Runs jobs and scheduled tasks on graphile-worker. Each process holds an advisory lock as long as its database connection
 * lives; jobs whose worker belongs to a process that is gone are released at once, not after the library's four hours.
 */
import { randomInt } from "node:crypto";
import { Logger, type Runner, run, type TaskList } from "graphile-worker";
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
  const runner = await run({
    connectionString,
    concurrency,
    crontab,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      handlers.map((each) => [each.name, (payload: unknown) => each.run(payload)]),
    ) satisfies TaskList,
    logger: new Logger(() => (level, message) => {
      if (level === "error") log("error", "jobs", { message: message.split("'")[0]?.slice(0, 80) });
    }),
  });
  let queue = Promise.resolve();
  // The connection answers one query at a time.
  const inTurn = (work: () => Promise<unknown>) => {
    queue = queue.then(work).then(
      () => {},
      (error: unknown) => log("error", "jobs.presence", errorFields(error)),
    );
  };
  const registered = new Set<string>();
  const register = (workerId: string) => {
    if (registered.has(workerId)) return;
    registered.add(workerId);
    inTurn(() =>
      presence.query(`INSERT INTO "JobWorker" ("workerId", "lockKey") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        workerId,
        lockKey,
      ]),
    );
  };
  runner.events.on("worker:getJob:start", ({ worker }) => register(worker.workerId));
  runner.events.on("job:error", ({ job, error }) =>
    log("warning", "job.retry", { job: job.task_identifier, ...errorFields(error) }),
  );
  const sweep = setInterval(() => inTurn(() => releaseLost(presence)), 10_000);
  // Without its presence this process would look dead to the others and its jobs would run twice: end, and be started again.
  presence.on("error", () => void stopAndExit(runner));
  return {
    stop: async () => {
      clearInterval(sweep);
      await runner.stop();
      await queue;
      await presence.query(`DELETE FROM "JobWorker" WHERE "lockKey" = $1`, [lockKey]).catch(() => {});
      await presence.end().catch(() => {});
    },
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
