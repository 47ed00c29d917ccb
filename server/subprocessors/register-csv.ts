/**
 * The register for spreadsheets: RFC 4180, a header line, every cell quoted, lines ended by CRLF. It begins with a byte
 * order mark, without which Excel takes UTF-8 for the machine's own code page and "Ø" for "Ã˜"; programs that would
 * stumble over the mark have the JSON. What is not stated is an empty cell.
 */
import { type RegisterEntry, statedFields } from "@/server/subprocessors/register";

const columns = ["id", "name", ...statedFields] as const;

export function registerCsv(entries: readonly RegisterEntry[]): string {
  const lines = [columns, ...entries.map((entry) => columns.map((column) => entry[column] ?? ""))];
  return `\uFEFF${lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")}`;
}

/**
 * A cell that a spreadsheet would run as a formula is preceded by an apostrophe, which makes it text (OWASP, "CSV
 * Injection"). The full-width signs count: some spreadsheets take them for the plain ones.
 */
function cell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
