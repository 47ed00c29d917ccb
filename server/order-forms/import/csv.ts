/**
 * Reads a CSV file (RFC 4180) as spreadsheets write it: commas, semicolons (Excel where the comma is the decimal sign) or
 * tabs, with or without a byte order mark, Excel's own `sep=` line, line breaks within quotes. It lets other work in
 * between, since a large file takes a while.
 */
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { type CsvError, parse } from "csv-parse";
import { z } from "zod";
import type { ImportProblem, ProblemKind } from "@/server/order-forms/import/problems";

export const importLimits = { bytes: 5 * 1024 * 1024, rows: 10_000 } as const;

export interface FileRow {
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ReadFile {
  /** The first is the headings; rows without any text are left out. */
  readonly rows: readonly FileRow[];
  readonly problems: readonly ImportProblem[];
}

const ofFile = (kind: ProblemKind, values: ImportProblem["values"] = {}, line: number | null = null): ReadFile => ({
  rows: [],
  problems: [{ line, column: null, kind, values }],
});

export async function readCsv(data: Uint8Array): Promise<ReadFile> {
  // The first bytes of a zip archive, which an .xlsx file is.
  if (data[0] === 0x50 && data[1] === 0x4b && data[2] === 0x03 && data[3] === 0x04) return ofFile("workbook");
  const text = decoded(data);
  if (text === null) return ofFile("encoding", {}, lineNotInUtf8(data));
  // One kind of line break, so that lines are counted as an editor counts them.
  const lines = text.replace(/\r\n?/g, "\n");
  const hint = /^sep=(.)\n/i.exec(lines);
  const body = hint === null ? lines : lines.slice(hint[0].length);
  const read = await records(body, hint?.[1] ?? separatorOf(body), hint === null ? 0 : 1);
  if (read.problems.length === 0 && read.rows.length < 2) return ofFile("empty");
  if (read.rows.length - 1 > importLimits.rows)
    return ofFile("rows", { found: read.rows.length - 1, most: importLimits.rows });
  return read;
}

/** Null where the bytes are not UTF-8 throughout. A byte order mark is dropped. */
function decoded(data: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return null;
  }
}

function lineNotInUtf8(data: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < data.length; line += 1) {
    const end = data.indexOf(0x0a, start);
    if (decoded(data.subarray(start, end === -1 ? data.length : end)) === null) return line;
    if (end === -1) break;
    start = end + 1;
  }
  return line;
}

/** Of the three, the one that comes most often in the headings. */
function separatorOf(text: string): string {
  const headings = text.trimStart().split("\n", 1)[0] ?? "";
  const count = (separator: string) => headings.split(separator).length;
  return [";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best), ",");
}

const Parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }), raw: z.string() });

/** @param before lines of the file above the text */
async function records(text: string, delimiter: string, before: number): Promise<ReadFile> {
  const rows: FileRow[] = [];
  const skipped: (CsvError | undefined)[] = [];
  const parser = Readable.from(pieces(Buffer.from(text))).pipe(
    parse({
      ...{ delimiter, record_delimiter: "\n", info: true, raw: true, relax_column_count: true },
      // A quotation mark within a word is text, as spreadsheets take it. One that is never closed is told at the end.
      ...{ relax_quotes: true, skip_records_with_error: true },
      on_skip: (error) => void skipped.push(error),
    }),
  );
  let ended = before;
  for await (const parsed of parser) {
    const { record: cells, info, raw } = Parsed.parse(parsed);
    ended = before + info.lines;
    if (cells.every((cell) => cell.trim() === "")) continue;
    rows.push({ line: ended - raw.replace(/\n$/, "").split("\n").length + 1, cells });
  }
  const [error] = skipped;
  if (error === undefined) return { rows, problems: [] };
  if (error.code !== "CSV_QUOTE_NOT_CLOSED") throw error;
  return { rows, problems: [{ line: ended + 1, column: null, kind: "quote", values: {} }] };
}

/** Bytes rather than characters: a piece may end within one. */
async function* pieces(data: Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  for (let start = 0; start < data.length; start += size) {
    await setImmediate();
    yield data.subarray(start, start + size);
  }
}
