/** The embedded PostgreSQL of the server under test, stopped and started as an operator would who restarts it. */
import { spawn } from "node:child_process";
import { existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { dataDir } from "./addresses";
import { query } from "./database";

const folder = resolve(dataDir, "pg");
const pidFile = join(folder, "postmaster.pid");

/** What it was started with stands in `postmaster.opts`: the program, then each argument in quotation marks. */
function commandLine(): { program: string; options: string[] } {
  const line = readFileSync(join(folder, "postmaster.opts"), "utf8").trim();
  const [program = ""] = line.split(' "');
  return { program, options: [...line.matchAll(/"([^"]*)"/g)].map(([, option = ""]) => option) };
}

const answers = () =>
  query("SELECT 1").then(
    () => true,
    () => false,
  );

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; !(await holds()); attempt++) {
    if (attempt > 300) throw new Error(`the database server ${what}`);
    await wait(100);
  }
}

/** A fast shutdown: running transactions are rolled back, every connection ends, and no new one is taken. */
export async function stopDatabaseServer(): Promise<void> {
  process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGINT");
  await until(() => !existsSync(pidFile), "does not stop");
  if (await answers()) throw new Error("the database server was stopped and still answers");
}

/** With the same program, folder, port and options. */
export async function startDatabaseServer(): Promise<void> {
  if (existsSync(pidFile)) return;
  const { program, options } = commandLine();
  const { uid, gid } = statSync(folder);
  const log = openSync(resolve(dataDir, "pg.log"), "a");
  const owner = process.getuid?.() === 0 ? { uid, gid } : {};
  spawn(program, options, { ...owner, cwd: "/", detached: true, stdio: ["ignore", log, log] }).unref();
  await until(answers, "does not start");
}
