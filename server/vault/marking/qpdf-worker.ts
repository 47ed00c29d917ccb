/**
 * The thread that runs qpdf-wasm once, on files in its own memory, and ends.
 * The build bundles it to `.build/qpdf-worker.mjs`, because a worker is started from a file, not from a bundle.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import createQpdf from "@neslinesli93/qpdf-wasm";
import type { EngineRequest } from "./qpdf-run";

export interface QpdfWork extends Pick<EngineRequest, "args" | "files" | "outputs"> {
  readonly outputBytes: number;
}

export interface QpdfWorkDone {
  readonly exitCode: number;
  readonly messages: string;
  readonly outputs: readonly (readonly [name: string, bytes: Uint8Array])[];
}

const MESSAGE_LENGTH = 64 * 1024;

/** The package's own types leave out `writeFile`, which its file system has. */
interface MemoryFiles {
  writeFile(name: string, bytes: Uint8Array): void;
  readFile(name: string): Uint8Array;
}

function hasWriteFile(files: object): files is MemoryFiles {
  return "writeFile" in files && typeof files.writeFile === "function" && "readFile" in files;
}

async function run(work: QpdfWork): Promise<QpdfWorkDone> {
  let messages = "";
  // The module binds the console when it is made; this is the only way to read its error stream.
  console.log = () => {};
  console.error = (...words: unknown[]) => {
    if (messages.length < MESSAGE_LENGTH) messages += `${words.join(" ")}\n`;
  };
  const binary = createRequire(import.meta.url).resolve("@neslinesli93/qpdf-wasm/dist/qpdf.wasm");
  const qpdf = await createQpdf({ locateFile: () => binary });
  const memory: object = qpdf.FS;
  if (!hasWriteFile(memory)) throw new Error("This qpdf-wasm has no file system in memory.");
  for (const { name, content } of work.files) {
    memory.writeFile(name, content instanceof Uint8Array ? content : readFileSync(content.path));
  }
  const exitCode = qpdf.callMain([...work.args]);
  return { exitCode, messages, outputs: readOutputs(memory, work) };
}

function readOutputs(memory: MemoryFiles, { outputs, outputBytes }: QpdfWork) {
  const found: (readonly [string, Uint8Array])[] = [];
  let left = outputBytes;
  for (const name of outputs) {
    try {
      found.push([name, memory.readFile(name)]);
    } catch {
      // qpdf stopped before it wrote this one; its exit code says why.
      continue;
    }
    left -= found.at(-1)?.[1].length ?? 0;
    if (left < 0) throw new Error(`qpdf wrote more than ${outputBytes} bytes.`);
  }
  return found;
}

const done = await run(workerData);
const buffers = done.outputs.map(([, bytes]) => bytes.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
parentPort?.postMessage(done, buffers);
