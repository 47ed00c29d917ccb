/**
 * Runs qpdf. Promise: a run ends within its time, at most so many run at once, and nothing it read or wrote
 * outlives it, whether it ended well, failed, was cancelled or was killed.
 */
import { fileURLToPath } from "node:url";
import { Turns } from "@/server/platform/turns";
import { runNativeQpdf } from "./native-qpdf";
import type { EngineAnswer, EngineRequest } from "./qpdf-run";
import { runWasmQpdf } from "./wasm-qpdf";

export interface PdfEngine {
  readonly kind: "native" | "wasm";
  /**
   * @throws EngineTimeout past `milliseconds` (waiting for a turn is not counted).
   * @throws EngineCancelled when `signal` is aborted.
   * @throws EngineFailed when qpdf could not be run, crashed, or wrote more than `outputBytes`.
   */
  run(request: EngineRequest): Promise<EngineAnswer>;
}

export interface EngineOptions {
  /** What `findNativeQpdf()` gave; `null` runs qpdf-wasm in a worker thread. */
  readonly native: string | null;
  /** Private folder (mode 0700) that `prepareWorkFolder` made; used by native qpdf alone. */
  readonly workFolder: string;
  /** The bundled `qpdf-worker.ts`; unset: `.build/qpdf-worker.mjs` under the folder the server was started in. */
  readonly worker?: string;
  readonly concurrentRuns?: number;
  /** The most that one run may give back, in bytes. */
  readonly outputBytes?: number;
}

export class EngineTimeout extends Error {
  override name = "EngineTimeout";
}
export class EngineCancelled extends Error {
  override name = "EngineCancelled";
}
export class EngineFailed extends Error {
  override name = "EngineFailed";
}

const SAFE_NAME = /^[a-z][a-z0-9-]*\.(pdf|json)$/;

export function createPdfEngine(options: EngineOptions): PdfEngine {
  const turns = new Turns(options.concurrentRuns ?? 2);
  const outputBytes = options.outputBytes ?? 512 * 1024 * 1024;
  const worker = options.worker ?? fileURLToPath(new URL(".build/qpdf-worker.mjs", `file://${process.cwd()}/`));

  async function runWithin(request: EngineRequest): Promise<EngineAnswer> {
    const deadline = AbortSignal.timeout(request.milliseconds);
    const stop = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
    const answer =
      options.native === null
        ? runWasmQpdf({ worker, request, stop, outputBytes })
        : runNativeQpdf({ binary: options.native, workFolder: options.workFolder, request, stop, outputBytes });
    return answer.catch((error: unknown) => {
      if (request.signal?.aborted) throw new EngineCancelled("The run was cancelled.");
      if (stop.aborted) throw new EngineTimeout(`qpdf did not finish within ${request.milliseconds} ms.`);
      throw new EngineFailed(error instanceof Error ? error.message : "qpdf could not be run.");
    });
  }

  return {
    kind: options.native === null ? "wasm" : "native",
    async run(request) {
      for (const name of [...request.files.map((file) => file.name), ...request.outputs]) {
        if (!SAFE_NAME.test(name)) throw new EngineFailed(`"${name}" is not a name an engine's file may have.`);
      }
      const release = await turns.take(request.signal).catch(() => {
        throw new EngineCancelled("The run was cancelled before its turn came.");
      });
      try {
        return await runWithin(request);
      } finally {
        release();
      }
    },
  };
}
