/** Every process that the bench starts. None outlives it: `stopAll` ends them, and each also ends when the bench is gone. */
import { type ChildProcess, fork, type SpawnOptions, spawn } from "node:child_process";
import type { z } from "zod";

const patience = 10_000;

export class Children {
  readonly #running = new Set<ChildProcess>();
  #stopped = false;

  /** Runs one of bench.ts's tasks in a process of its own: its memory and its thread are then the task's alone. */
  task(name: string, input: object, flags: readonly string[] = []): ChildProcess {
    return this.#keep(
      fork(process.argv[1] ?? "", ["--task", name, JSON.stringify(input)], {
        execArgv: [...flags],
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      }),
    );
  }

  /** Runs a task for its one answer. */
  async answer<Answer>(
    name: string,
    input: object,
    schema: z.ZodType<Answer>,
    flags: readonly string[] = [],
  ): Promise<Answer> {
    const child = this.task(name, input, flags);
    try {
      return await answerOf(child, schema);
    } finally {
      await this.stop(child);
    }
  }

  program(path: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return this.#keep(spawn(path, args, { stdio: "ignore", ...options }));
  }

  async stop(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    await new Promise<void>((done) => {
      const kill = setTimeout(() => child.kill("SIGKILL"), patience);
      child.once("exit", () => {
        clearTimeout(kill);
        done();
      });
      child.kill("SIGTERM");
    });
  }

  async stopAll(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#running].map((child) => this.stop(child)));
  }

  #keep(child: ChildProcess): ChildProcess {
    this.#running.add(child);
    child.once("exit", () => this.#running.delete(child));
    // Where it could not be started, whoever waits for it hears by the same event; without a listener Node would stop.
    child.on("error", () => this.#running.delete(child));
    if (this.#stopped) child.kill("SIGKILL");
    return child;
  }
}

/** @throws Error when the task ends without a word, or the word is not what was agreed */
export function answerOf<Answer>(child: ChildProcess, schema: z.ZodType<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a measured process ended early (${code ?? "killed"})`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      const parsed = schema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
      else reject(new Error(`a measured process answered wrongly: ${parsed.error.message}`));
    });
  });
}

/** @returns its exit code; null where a signal ended it @throws Error where it could not be started */
export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
}
