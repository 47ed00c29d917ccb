/**
 * qpdf compiled to WebAssembly, for systems where the program is not installed. Each run has a worker thread of its
 * own: its files live in the thread's memory alone, and ending the thread ends the run and frees them.
 */
import { Worker } from "node:worker_threads";
import { type EngineAnswer, type EngineRequest, outcomeOf } from "./qpdf-run";
import type { QpdfWork, QpdfWorkDone } from "./qpdf-worker";

interface WasmRun {
  readonly worker: string;
  readonly request: EngineRequest;
  readonly stop: AbortSignal;
  readonly outputBytes: number;
}

export function runWasmQpdf({ worker, request, stop, outputBytes }: WasmRun): Promise<EngineAnswer> {
  const { args, files, outputs } = request;
  const work: QpdfWork = { args, files, outputs, outputBytes };
  return new Promise<EngineAnswer>((done, fail) => {
    stop.throwIfAborted();
    const thread = new Worker(worker, { workerData: work, env: {}, stdout: true, stderr: true });
    const end = () => {
      stop.removeEventListener("abort", halt);
      void thread.terminate();
    };
    const halt = () => {
      end();
      fail(stop.reason);
    };
    stop.addEventListener("abort", halt, { once: true });
    thread.once("message", (answer: QpdfWorkDone) => {
      end();
      try {
        done({ outcome: outcomeOf(answer.exitCode), messages: answer.messages, outputs: new Map(answer.outputs) });
      } catch (error) {
        fail(error);
      }
    });
    thread.once("error", (error) => {
      end();
      fail(error);
    });
    // After a message this rejects a promise that is already settled, and changes nothing.
    thread.once("exit", (code) => fail(new Error(`The qpdf thread ended early (${code}).`)));
  });
}
