/**
 * Looks at an uploaded file before it is kept as a document. Promise: a file that could not be marked later, or that
 * would lose pages on the way, is refused here, with what a sentence for the person needs.
 */
import { open } from "node:fs/promises";
import { type PdfStructure, readStructure } from "./page-geometry";
import { EngineTimeout, type PdfEngine } from "./pdf-engine";
import { documentArguments } from "./qpdf-json";
import type { EngineAnswer, EngineRequest, PdfSource } from "./qpdf-run";

export interface IntakeLimits {
  readonly pages: number;
  readonly bytes: number;
  /** For each run of qpdf; there are at most two. */
  readonly milliseconds: number;
}

export interface IntakeOptions {
  readonly engine: PdfEngine;
  readonly limits: IntakeLimits;
  readonly signal?: AbortSignal;
}

export type RefusalReason =
  | "not-a-pdf"
  | "too-large"
  | "needs-password"
  | "damaged"
  | "pages-missing"
  | "too-many-pages"
  | "has-attachments"
  | "too-slow";

export interface RefusalValues {
  /** Pages of this file: all of them, or those that are missing. */
  readonly pages: number;
  /** The limits: pages, size of the file, time to read it. */
  readonly most: number;
  readonly megabytes: number;
  readonly seconds: number;
}

export interface Refusal {
  readonly accepted: false;
  readonly reason: RefusalReason;
  /** For the sentence that tells the person who uploaded the file, and names the mend. */
  readonly values: RefusalValues;
}

export interface Accepted {
  readonly accepted: true;
  readonly pages: number;
  /** False where `normalisePdf` should rewrite it first: it is damaged but readable, or restricted by an owner's password. */
  readonly sound: boolean;
}

export type Inspection = Accepted | Refusal;

/** @throws EngineCancelled; EngineFailed when qpdf itself could not be run. Whatever is wrong with the file is a Refusal. */
export async function inspectPdf(source: PdfSource, options: IntakeOptions): Promise<Inspection> {
  const { inspection } = await study(source, options);
  return inspection;
}

interface Study {
  readonly inspection: Inspection;
  /** What puts its boxes and page count right, for qpdf. */
  readonly patch?: Uint8Array | null;
}

async function study(source: PdfSource, options: IntakeOptions): Promise<Study> {
  const { limits } = options;
  const { bytes, head } = await beginning(source);
  if (bytes > limits.bytes) return { inspection: refuse("too-large", limits) };
  // Readers accept junk before the header within the first 1024 bytes (ISO 32000-1 annex H, note 13).
  if (!head.includes("%PDF-")) return { inspection: refuse("not-a-pdf", limits) };
  try {
    return await examine(source, options);
  } catch (error) {
    if (error instanceof EngineTimeout) return { inspection: refuse("too-slow", limits) };
    throw error;
  }
}

async function examine(source: PdfSource, options: IntakeOptions): Promise<Study> {
  const { limits } = options;
  const answer = await run(source, documentArguments("upload.pdf", "pages.json"), ["pages.json"], options);
  if (answer.outcome === "errors") {
    const locked = /invalid password|unsupported encryption|encryption filter/i.test(answer.messages);
    return { inspection: refuse(locked ? "needs-password" : "damaged", limits) };
  }
  const structure = readOrNull(answer.outputs.get("pages.json"));
  const refusal = structure ? refusalOf(structure, limits) : refuse("damaged", limits);
  if (!structure || refusal) return { inspection: refusal ?? refuse("damaged", limits) };
  const check = await run(source, ["--check", "upload.pdf"], [], options);
  if (check.outcome === "errors") return { inspection: refuse("damaged", limits) };
  const pages = structure.pages.length;
  const clean = answer.outcome === "clean" && check.outcome === "clean";
  const sound = clean && structure.claimedPages === pages && !structure.encrypted;
  return { inspection: { accepted: true, pages, sound }, patch: structure.patch };
}

function refusalOf({ pages, claimedPages, hasAttachments }: PdfStructure, limits: IntakeLimits): Refusal | null {
  const most = Math.max(pages.length, claimedPages);
  if (most > limits.pages) return refuse("too-many-pages", limits, most);
  if (pages.length === 0) return refuse("damaged", limits);
  if (claimedPages > pages.length) return refuse("pages-missing", limits, claimedPages - pages.length);
  return hasAttachments ? refuse("has-attachments", limits) : null;
}

export type Normalised = (Accepted & { readonly pdf: Uint8Array }) | Refusal;

/**
 * Writes a file anew whose structure is damaged but readable, without an owner's restrictions, with a page tree that tells the truth.
 * The pages' own content is kept. What it gives has been inspected again and is sound, or it is refused.
 */
export async function normalisePdf(source: PdfSource, options: IntakeOptions): Promise<Normalised> {
  const { inspection: before, patch } = await study(source, options);
  if (!before.accepted) return before;
  const args = [
    "upload.pdf",
    ...(patch ? ["--update-from-json=patch.json"] : []),
    ...["--decrypt", "--deterministic-id", "--pages", ".", "1-z", "--", "normal.pdf"],
  ];
  const patches = patch ? [{ name: "patch.json", content: patch }] : [];
  try {
    const answer = await run(source, args, ["normal.pdf"], options, patches);
    const pdf = answer.outputs.get("normal.pdf");
    if (answer.outcome === "errors" || !pdf) return refuse("damaged", options.limits);
    const after = await inspectPdf(pdf, options);
    if (!after.accepted) return after;
    if (!after.sound || after.pages !== before.pages) return refuse("damaged", options.limits);
    return { ...after, pdf };
  } catch (error) {
    if (error instanceof EngineTimeout) return refuse("too-slow", options.limits);
    throw error;
  }
}

function run(
  source: PdfSource,
  args: readonly string[],
  outputs: readonly string[],
  { engine, limits, signal }: IntakeOptions,
  patches: EngineRequest["files"] = [],
): Promise<EngineAnswer> {
  const files = [{ name: "upload.pdf", content: source }, ...patches];
  return engine.run({ args, files, outputs, milliseconds: limits.milliseconds, ...(signal ? { signal } : {}) });
}

function readOrNull(json: Uint8Array | undefined) {
  try {
    return json ? readStructure(json) : null;
  } catch {
    // qpdf could make no sense of the file's catalogue.
    return null;
  }
}

async function beginning(source: PdfSource): Promise<{ bytes: number; head: string }> {
  if (source instanceof Uint8Array) {
    return { bytes: source.length, head: Buffer.from(source.subarray(0, 1024)).toString("latin1") };
  }
  const file = await open(source.path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return { bytes: (await file.stat()).size, head: buffer.subarray(0, bytesRead).toString("latin1") };
  } finally {
    await file.close();
  }
}

function refuse(reason: RefusalReason, limits: IntakeLimits, pages = 0): Refusal {
  const megabytes = Math.floor(limits.bytes / 1_000_000);
  const seconds = Math.ceil(limits.milliseconds / 1000);
  return { accepted: false, reason, values: { pages, most: limits.pages, megabytes, seconds } };
}
