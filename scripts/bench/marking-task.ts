/** One marking in a fresh process that has marked one short document before: as a server has, and with memory of its own. */
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { z } from "zod";
import { type MarkingRequest, markPdf } from "@/server/vault/marking/mark";
import { prepareWorkFolder } from "@/server/vault/marking/native-qpdf";
import { createPdfEngine } from "@/server/vault/marking/pdf-engine";
import { samplePages } from "@/server/vault/marking/sample-pdf";
import { documentLimits } from "@/server/vault/policy";
import { sampleMark } from "./marking-sample";
import { ownIdle, ownPeak, watchPrograms } from "./memory";

export const MarkingTask = z.object({
  file: z.string(),
  workFolder: z.string(),
  /** Path of native qpdf; null takes the WebAssembly engine. */
  native: z.string().nullable(),
});
export const MarkingAnswer = z.object({ seconds: z.number(), peakBytes: z.number() });

/** @returns the peak above what the process held before its first document; of qpdf's own process all */
export async function runMarkingTask(input: unknown): Promise<z.infer<typeof MarkingAnswer>> {
  const { file, native, workFolder } = MarkingTask.parse(input);
  await prepareWorkFolder(workFolder);
  const original = await readFile(file);
  const request: Omit<MarkingRequest, "original"> = {
    engine: createPdfEngine({ native, workFolder }),
    mark: sampleMark,
    limits: documentLimits,
  };
  const idle = ownIdle();
  const programs = watchPrograms();
  await markPdf({ ...request, original: samplePages(10) });
  const started = performance.now();
  await markPdf({ ...request, original });
  const seconds = (performance.now() - started) / 1000;
  return { seconds, peakBytes: ownPeak() - idle + programs.stop() };
}
