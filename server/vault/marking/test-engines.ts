/** For tests: both engines on a work folder of their own, and the Debian tools that judge what they made. */
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { findNativeQpdf, prepareWorkFolder } from "./native-qpdf";
import { createPdfEngine, type PdfEngine } from "./pdf-engine";

export interface TestEngines {
  readonly native: PdfEngine;
  readonly wasm: PdfEngine;
  /** The worker's bundle, made from today's source. */
  readonly worker: string;
  readonly workFolder: string;
  /** Names that runs left behind. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

export const ENGINES = ["native", "wasm"] as const;

export async function startTestEngines(): Promise<TestEngines> {
  const folder = await mkdtemp(join(tmpdir(), "marking-test-"));
  // Within the checkout, or the worker would not find its package.
  const worker = join(process.cwd(), ".build", `qpdf-worker-${folder.slice(-6)}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, "qpdf-worker.ts")],
    outfile: worker,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const workFolder = join(folder, "work");
  await prepareWorkFolder(workFolder);
  const native = await findNativeQpdf();
  if (native === null) throw new Error("These tests need qpdf 11 or later: apt-get install qpdf");
  return {
    native: createPdfEngine({ native, workFolder }),
    wasm: createPdfEngine({ native: null, workFolder, worker }),
    worker,
    workFolder,
    leftovers: () => readdir(workFolder),
    async close() {
      await rm(folder, { recursive: true, force: true });
      await rm(worker, { force: true });
    },
  };
}

/** What a tool answers about a PDF that is put into a file for it; `{}` in the arguments stands for the file. */
export async function judge(tool: string, args: readonly string[], pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "marking-judge-"));
  try {
    const file = join(folder, "judged.pdf");
    await writeFile(file, pdf);
    const words = args.map((argument) => (argument === "{}" ? file : argument));
    return execFileSync(tool, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64_000_000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
