/** Nothing of the bench stays: not after Ctrl-C, not after a failure, and of a run that was killed outright only until the next. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @returns aborted as soon as the run is to end before its time */
export function endCleanly(cleanUp: () => Promise<void>): AbortSignal {
  const stopping = new AbortController();
  const stop = (code: number) => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    console.error("… stopping and removing what was made");
    void cleanUp().finally(() => process.exit(code));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(130));
  process.on("uncaughtException", (error) => {
    // While it stops, the database goes away under whatever still uses it: that is no news.
    if (!stopping.signal.aborted) console.error(error);
    stop(1);
  });
  // npm runs this under a shell that dies of a signal without passing it on.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(130), 500).unref();
  return stopping.signal;
}

/** Of runs that were killed outright. A PostgreSQL left running there ends by itself when its folder is gone. */
export function removeLeftovers(home: string): void {
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = Number(/^bench-(\d+)$/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) removeFolder(join(home, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
