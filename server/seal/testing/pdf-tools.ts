/** Runs the outside tools that judge PDFs in tests (poppler, mupdf, qpdf, openssl) on bytes in a folder of their own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ToolAnswer {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** `$name` in an argument stands for the path of that file. */
export function runTool(
  tool: string,
  args: readonly string[],
  files: Readonly<Record<string, Uint8Array | string>> = {},
): ToolAnswer {
  const folder = mkdtempSync(join(tmpdir(), "pdf-tools-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const paths = args.map((argument) => argument.replace(/^\$/, `${folder}/`));
    const { status, stdout, stderr } = spawnSync(tool, paths, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status, output: stdout ?? "", errors: stderr ?? "" };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text as a reader would select it, without the marks of direction that poppler adds. */
export function textOf(pdf: Uint8Array, page?: number): string {
  const pages = page === undefined ? [] : ["-f", String(page), "-l", String(page)];
  const { output } = runTool("pdftotext", ["-layout", ...pages, "$a.pdf", "-"], { "a.pdf": pdf });
  return output.replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
}

export function structureOf(pdf: Uint8Array): string {
  return runTool("pdfinfo", ["-struct-text", "$a.pdf"], { "a.pdf": pdf }).output;
}

export function pageCount(pdf: Uint8Array): number {
  return Number(/^Pages:\s+(\d+)$/m.exec(runTool("pdfinfo", ["$a.pdf"], { "a.pdf": pdf }).output)?.[1]);
}
