/** Reads built documents as outside tools see them. */
import { expect } from "vitest";
import { runTool } from "@/server/seal/testing/pdf-tools";
import type { BuiltDocument } from "@/server/vault/built/build-documents";

export function documentOf(documents: readonly BuiltDocument[] | undefined, slug: string): BuiltDocument {
  const found = documents?.find((document) => document.slug === slug);
  if (!found) throw new Error(`no document ${slug}`);
  return found;
}

/** In the order it was drawn, cell by cell, without spaces: where a line broke does not matter. */
export function drawnText(pdf: Uint8Array): string {
  return squeezed(runTool("pdftotext", ["-raw", "$a.pdf", "-"], { "a.pdf": pdf }).output);
}

export const squeezed = (text: string) => text.replace(/[\s\u202A-\u202E\u2066-\u2069\u00AD]+/g, "");

/** Left and right edges in points of each word on each page. */
function wordEdges(pdf: Uint8Array): { left: number; right: number; word: string }[] {
  const { output } = runTool("pdftotext", ["-bbox", "$a.pdf", "-"], { "a.pdf": pdf });
  return [...output.matchAll(/<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)<\/word>/g)].map(
    ([, left, right, word = ""]) => ({ left: Number(left), right: Number(right), word }),
  );
}

/** Clean for qpdf, every font embedded, and no word beyond the margins. */
export function expectSound({ pdf, slug }: Pick<BuiltDocument, "pdf" | "slug">): void {
  const check = runTool("qpdf", ["--check", "$a.pdf"], { "a.pdf": pdf });
  expect(check.output + check.errors, slug).toContain("No syntax or stream encoding errors found");
  expect(check.status, slug).toBe(0);
  const fonts = runTool("pdffonts", ["$a.pdf"], { "a.pdf": pdf }).output.trim().split("\n").slice(2);
  expect(fonts.length, slug).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +0$/);
  const edges = wordEdges(pdf);
  expect(edges.length, slug).toBeGreaterThan(50);
  expect(edges.filter(({ left, right }) => left < 71.5 || right > 595.28 - 71.5)).toEqual([]);
}
