/**
 * The register for spreadsheets: RFC 4180, a header line, every cell quoted, lines ended by CRLF. It begins with a byte
 * order mark, without which Excel takes UTF-8 for the machine's own code page and "Ø" for "Ã˜"; programs that would
 * stumble over the mark have the JSON. What is not stated is an empty cell.
 */
import type { Publisher } from "@/server/content/publisher-schema";
import { type RegisterEntry, statedFields } from "@/server/subprocessors/register";

const columns = ["id", "name", ...statedFields] as const;

/** Told in the last columns of each entry, for a file is read without its page. */
interface Told {
  /** Of what the publisher states. */
  readonly state: Publisher["status"]["state"];
  /** The day, `YYYY-MM-DD`, at whose end (UTC) the register stood so. Null: as it stands now. */
  readonly asOf: string | null;
}

export function registerCsv(entries: readonly RegisterEntry[], { state, asOf }: Told): string {
  const lines = [
    [...columns, "status", "asOf"],
    ...entries.map((entry) => [...columns.map((column) => entry[column] ?? ""), state, asOf ?? ""]),
  ];
  return `\uFEFF${lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")}`;
}

/** Files of several days lie side by side in one folder. */
export const csvName = (publisher: string, asOf: string | null): string =>
  `${publisher}-sub-processors${asOf === null ? "" : `-${asOf}`}.csv`;

/**
 * A cell that a spreadsheet would run as a formula is preceded by an apostrophe, which makes it text (OWASP, "CSV
 * Injection"). The full-width signs count: some spreadsheets take them for the plain ones.
 */
function cell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
