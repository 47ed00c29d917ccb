/** A server of one spec's own, for what the shared one must not go through: other settings, kills, a clock that is set ahead. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "@playwright/test";
import { port } from "./addresses";

export const ownPort = port + 2;
export const ownUrl = `http://localhost:${ownPort}`;

export interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

/** PostgreSQL refuses to be entered by nobody under a private folder when it runs as another user. */
export function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "trust-start-"));
  chmodSync(made, 0o755);
  return made;
}

export function startOwn(folder: string, environment: Readonly<Record<string, string>> = {}): Started {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|DATABASE|SMTP|DKIM|DEMO|PLAYWRIGHT)/.test(name));
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    ...Object.fromEntries(kept),
    PORT: String(ownPort),
    DATA_DIR: folder,
    ...environment,
  };
  const child: ChildProcess = spawn(process.execPath, [".build/serve.mjs"], { env, detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  return { process: child, output: () => said, ended };
}

/** Two minutes: a busy machine takes its time over the first start. */
const mostAttempts = 1200;

export async function ready(server: Started): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts && !server.output().includes("ready at"); attempt++) {
    if (server.process.exitCode !== null) throw new Error(server.output());
    await wait(100);
  }
  expect(server.output()).toContain(`ready at ${ownUrl}`);
}

export async function stopOwn(server: Started | undefined): Promise<void> {
  if (server === undefined || server.process.exitCode !== null || server.process.signalCode !== null) return;
  server.process.kill("SIGTERM");
  await server.ended;
}
