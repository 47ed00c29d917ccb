import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { build } from "esbuild";
import { z } from "zod";

const Told = z.object({ event: z.enum(["ready", "started", "finished"]), key: z.string() });

/** Node 20 does not run TypeScript. @returns the path of the bundled worker process */
export async function bundleWorker(
  folder: string,
  entryPoint = "server/jobs/testing/worker-process.ts",
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = resolve(join(folder, `${basename(entryPoint, ".ts")}-${process.pid}.mjs`));
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
  });
  return outfile;
}

export interface WorkerProcess {
  readonly process: ChildProcess;
  readonly started: string[];
  readonly finished: string[];
  /** What it wrote to standard error. */
  readonly errors: string[];
  /** The exit code, or the name of the signal. */
  readonly end: Promise<number | string>;
  stop(): void;
}

/** @returns once the worker takes jobs */
export async function startWorker(
  file: string,
  connectionString: string,
  task: string,
  manner: "finish" | "hang" | "slowly",
): Promise<WorkerProcess> {
  const child = fork(file, [connectionString, task, manner], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const [started, finished, errors]: [string[], string[], string[]] = [[], [], []];
  const end = new Promise<number | string>((ended) => {
    child.on("exit", (code, signal) => ended(code ?? signal ?? "gone"));
  });
  child.stderr?.on("data", (piece: Buffer) => errors.push(String(piece)));
  const ready = new Promise<void>((isReady, failed) => {
    child.on("message", (message) => {
      const { event, key } = Told.parse(message);
      if (event === "ready") isReady();
      if (event === "started") started.push(key);
      if (event === "finished") finished.push(key);
    });
    void end.then((code) => failed(new Error(`the worker ended with ${code}: ${errors.join("")}`)));
  });
  await ready;
  return { process: child, started, finished, errors, end, stop: () => child.send("stop") };
}
