/** Peak memory, in bytes: of this process as the system counted it, and of programs that it starts. */
import { channel } from "node:diagnostics_channel";
import { existsSync, readFileSync } from "node:fs";

const everyMs = 1;

export const canWatchPrograms = (): boolean => existsSync("/proc/self/status");

/** The most that this process ever held (getrusage(2), ru_maxrss). */
export const ownPeak = (): number => process.resourceUsage().maxRSS * 1024;

/** What this process holds when it has thrown away what it no longer needs; run it with --expose-gc. */
export function ownIdle(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

/**
 * Watches every program that this process starts from now on. The system keeps each one's peak (VmHWM, proc_pid_status(5)),
 * so that only what it grew in its last millisecond can be missed.
 */
export function watchPrograms(): { /** The largest single peak. */ stop(): number } {
  const started: { readonly pid?: number }[] = [];
  const peaks = new Map<number, number>();
  const note = (message: unknown) => {
    if (isStart(message)) started.push(message.process);
  };
  const spawned = channel("child_process");
  spawned.subscribe(note);
  const look = () => {
    for (const { pid } of started) if (pid !== undefined) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid)));
  };
  const timer = setInterval(look, everyMs);
  return {
    stop() {
      clearInterval(timer);
      spawned.unsubscribe(note);
      return Math.max(0, ...peaks.values());
    },
  };
}

function isStart(message: unknown): message is { process: { readonly pid?: number } } {
  return typeof message === "object" && message !== null && "process" in message && typeof message.process === "object";
}

function peakOf(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
