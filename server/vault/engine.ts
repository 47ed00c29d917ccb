import { join } from "node:path";
import { settings } from "@/server/platform/env";
import { processWide } from "@/server/platform/process-wide";
import { findNativeQpdf, prepareWorkFolder } from "@/server/vault/marking/native-qpdf";
import { createPdfEngine, type PdfEngine } from "@/server/vault/marking/pdf-engine";

/** Each process works in a folder of its own below; start removes what a killed one left. */
export const workRoot = (): string => join(settings().dataDir, "work");

/** Native qpdf where it is installed, else its WebAssembly build in a worker thread. */
export const pdfEngine = (): Promise<PdfEngine> =>
  processWide("pdf-engine", async () => {
    const workFolder = join(workRoot(), String(process.pid));
    await prepareWorkFolder(workFolder);
    return createPdfEngine({ native: await findNativeQpdf(), workFolder });
  });
