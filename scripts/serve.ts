/** `npm start`: prepares the deployment, runs the worker beside the server, and stops everything cleanly. */
import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { AgreementChanged } from "@/server/agreements/versions";
import { recordEvent } from "@/server/audit/events";
import { ContentProblems } from "@/server/content/problems";
import { type RunningServer, startServer } from "@/server/http/server";
import { KeyServiceError } from "@/server/keys/key-service";
import { database } from "@/server/platform/database";
import { followDemoClock } from "@/server/platform/demo-clock";
import { SettingsError } from "@/server/platform/env";
import { workRoot } from "@/server/vault/engine";
import { describeDemo, loadDemo } from "./demo";
import { type PreparedDeployment, prepareDeployment, StartProblem } from "./deployment";

Reflect.set(process.env, "NODE_ENV", process.argv.includes("--dev") ? "development" : "production");
process.env.NEXT_MANUAL_SIG_HANDLE = "true";
const say = (line: string) => console.log(`… ${line}`);

let deployment: PreparedDeployment | undefined;
let server: RunningServer | undefined;
let worker: ChildProcess | undefined;
let stopping = false;

async function start(): Promise<void> {
  deployment = await prepareDeployment(say);
  await followDemoClock();
  await recordStart(deployment);
  if (deployment.demo) await loadDemo(say);
  rmSync(workRoot(), { recursive: true, force: true });
  startWorker();
  say("starting the server");
  server = await startServer({ dev: process.argv.includes("--dev") });
  const { publicUrl } = deployment.settings;
  console.log(`\nTrust centre of ${deployment.settings.publisher} ready at ${publicUrl.origin}`);
  if (deployment.demo) for (const line of await describeDemo(publicUrl)) console.log(line);
}

/** The configuration that this start runs with is a privileged action: it stands in the log. */
async function recordStart({ settings, demo, applied }: PreparedDeployment): Promise<void> {
  const { publisher, timestampAuthority, smtpUrl } = settings;
  await database().$transaction((transaction) =>
    recordEvent(transaction, {
      kind: "deployment.started",
      actorId: null,
      details: {
        publisher,
        demo,
        migrations: applied,
        timestamps: timestampAuthority !== undefined,
        mail: smtpUrl !== undefined,
      },
    }),
  );
}

/** A worker that ends, because its database went away or it was killed, is started again: its jobs are released meanwhile. */
function startWorker(): void {
  worker = fork(join(process.cwd(), ".build", "worker.mjs"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  worker.on("exit", () => {
    if (!stopping) setTimeout(() => stopping || startWorker(), 2000);
  });
}

async function stop(code: number, reason?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (reason !== undefined) console.error(reason);
  await server?.close();
  await stopWorker();
  await database()
    .$disconnect()
    .catch(() => {});
  if (deployment?.embedded?.started) await deployment.embedded.stop();
  process.exit(code);
}

async function stopWorker(): Promise<void> {
  const running = worker;
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
  await new Promise<void>((done) => {
    running.once("exit", () => done());
    running.send("stop", () => {});
    setTimeout(() => running.kill("SIGKILL"), 8000).unref();
  });
}

/** A problem that the operator can mend is told in its own words; anything else with its stack. */
function explain(error: unknown): string {
  const known = [SettingsError, StartProblem, KeyServiceError, ContentProblems, AgreementChanged];
  if (known.some((kind) => error instanceof kind) && error instanceof Error) return error.message;
  if (error instanceof Error && /^(DATABASE_|Migration |PORT)/.test(error.message)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
// npm runs this under a shell that dies of a signal without passing it on.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined)
  setInterval(() => process.ppid !== parent && void stop(0), 500).unref();

start().catch(async (error: unknown) => {
  const line = explain(error);
  if (deployment === undefined) {
    console.error(line);
    process.exit(1);
  }
  await stop(1, line);
});
