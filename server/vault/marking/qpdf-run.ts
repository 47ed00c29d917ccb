/** What one run of qpdf takes and gives, whichever way it is run. */

/** A PDF in memory, or one that already lies on disk and is only read. */
export type PdfSource = Uint8Array | { readonly path: string };

export interface EngineRequest {
  /** qpdf's own arguments. They name files of this request only, and never a person: other users can see them. */
  readonly args: readonly string[];
  readonly files: readonly { readonly name: string; readonly content: PdfSource }[];
  /** Names of the files that the run is to give back; one that qpdf did not write is left out of the answer. */
  readonly outputs: readonly string[];
  readonly milliseconds: number;
  readonly signal?: AbortSignal;
}

export interface EngineAnswer {
  /** qpdf's exit codes 0, 3 and 2 (qpdf manual, "Exit Status"). */
  readonly outcome: "clean" | "warnings" | "errors";
  /** What qpdf wrote on its error stream, cut at 64 KiB. May quote the file: for classifying, never for logs. */
  readonly messages: string;
  readonly outputs: ReadonlyMap<string, Uint8Array>;
}

/** @throws Error for an exit code that qpdf does not document (a crash). */
export function outcomeOf(exitCode: number | null): EngineAnswer["outcome"] {
  if (exitCode === 0) return "clean";
  if (exitCode === 3) return "warnings";
  if (exitCode === 2) return "errors";
  throw new Error(`qpdf ended with the unknown exit code ${exitCode}.`);
}
