/**
 * Marks a copy of a PDF for its recipient: a light diagonal and a footer on every page.
 *
 * Promise: the copy that is given back carries the mark on every page, proven on its finished bytes by `checkMarks`;
 * whatever goes wrong, `MarkingFailed` is thrown and nothing is given back. The file is written anew as a whole: an
 * incremental update could be cut off again, which would give the clean original. The same inputs give the same bytes.
 *
 * A mark makes copies traceable; it does not keep somebody who knows the format from taking it off. It also breaks
 * a signature in the original, so show the original's SHA-256 beside the download.
 */
import { checkMarks } from "./check-marks";
import { tagPatch } from "./keep-tags";
import { readStructure } from "./page-geometry";
import { EngineCancelled, type PdfEngine } from "./pdf-engine";
import { documentArguments } from "./qpdf-json";
import type { PdfSource } from "./qpdf-run";
import { type Mark, makeStamps, type Stamps, shapeFor } from "./stamp";

export interface MarkingLimits {
  readonly pages: number;
  /** For each run of qpdf; there are two, and two more for a tagged document. */
  readonly milliseconds: number;
}

export interface MarkingRequest {
  readonly original: PdfSource;
  readonly mark: Mark;
  readonly engine: PdfEngine;
  readonly limits: MarkingLimits;
  readonly signal?: AbortSignal;
}

/** Its message says what is wrong with the document, and holds nothing of the recipient. */
export class MarkingFailed extends Error {
  override name = "MarkingFailed";
}

const DOWNLOAD_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Gives the bytes of the marked copy. Holds original and copy in memory; no plaintext stays on disk (`PdfEngine`).
 * @throws MarkingFailed for every reason but one: EngineCancelled when `signal` is aborted.
 */
export async function markPdf(request: MarkingRequest): Promise<Uint8Array> {
  try {
    return await marked(request);
  } catch (error) {
    if (error instanceof EngineCancelled || error instanceof MarkingFailed) throw error;
    throw new MarkingFailed(error instanceof Error ? error.message : "The document could not be marked.", {
      cause: error,
    });
  }
}

async function marked(request: MarkingRequest): Promise<Uint8Array> {
  const { mark, limits } = request;
  if (!DOWNLOAD_ID.test(mark.downloadId)) throw new MarkingFailed("The download id has an unexpected form.");
  const structure = readStructure(
    await run(request, documentArguments("original.pdf", "pages.json"), [], "pages.json"),
  );
  const { pages } = structure;
  if (pages.length === 0) throw new MarkingFailed("The document has no pages.");
  if (pages.length > limits.pages) throw new MarkingFailed(`The document has more than ${limits.pages} pages.`);
  if (structure.hasAttachments) throw new MarkingFailed("The document holds attached files, which a mark can't reach.");

  const shapes = pages.map(shapeFor);
  const numbers = new Map<string, number>();
  const stampOfPage = shapes.map((shape) => {
    const key = JSON.stringify(shape);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const distinct = [...numbers.values()].flatMap((number) => shapes[stampOfPage.indexOf(number)] ?? []);
  const stamps = await makeStamps(distinct, mark);
  const laidOver = await overlay(request, stamps, stampOfPage, structure.patch);
  const copy = structure.tagged ? await withTags(request, laidOver) : laidOver;
  await checkMarks(copy, { stamps, stampOfPage, downloadId: mark.downloadId });
  return copy;
}

function overlay(
  request: MarkingRequest,
  stamps: Stamps,
  stampOfPage: readonly number[],
  patch: Uint8Array | null,
): Promise<Uint8Array> {
  const args = [
    "original.pdf",
    ...(patch ? ["--update-from-json=patch.json"] : []),
    "--decrypt",
    "--deterministic-id",
    "--overlay",
    "stamps.pdf",
    `--from=${stampOfPage.map((stamp) => stamp + 1).join(",")}`,
    "--",
    "marked.pdf",
  ];
  const files = [
    { name: "stamps.pdf", content: stamps.pdf },
    ...(patch ? [{ name: "patch.json", content: patch }] : []),
  ];
  return run(request, args, files, "marked.pdf");
}

async function withTags(request: MarkingRequest, copy: Uint8Array): Promise<Uint8Array> {
  const laidOver = { ...request, original: copy };
  const patch = tagPatch(await run(laidOver, documentArguments("original.pdf", "pages.json"), [], "pages.json"));
  if (!patch) return copy;
  const args = ["original.pdf", "--update-from-json=patch.json", "--deterministic-id", "marked.pdf"];
  return run(laidOver, args, [{ name: "patch.json", content: patch }], "marked.pdf");
}

async function run(
  { engine, original, limits, signal }: MarkingRequest,
  args: readonly string[],
  files: readonly { name: string; content: PdfSource }[],
  output: string,
): Promise<Uint8Array> {
  const answer = await engine.run({
    args,
    files: [{ name: "original.pdf", content: original }, ...files],
    outputs: [output],
    milliseconds: limits.milliseconds,
    ...(signal ? { signal } : {}),
  });
  const bytes = answer.outputs.get(output);
  if (answer.outcome === "errors" || !bytes) throw new MarkingFailed("The document could not be read.");
  return bytes;
}
