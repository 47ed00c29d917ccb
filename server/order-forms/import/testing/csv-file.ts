/** Files of order forms for tests. */
import { columnNames } from "@/server/order-forms/import/columns";

export type CsvRow = Readonly<Partial<Record<(typeof columnNames)[number], string>>>;

export const choices = {
  regions: [
    { name: "UK", offered: "as-standard" },
    { name: "EU", offered: "as-standard" },
    { name: "US", offered: "by-exception" },
  ],
  subProcessors: [
    { slug: "cloud", name: "Cloud Inc." },
    { slug: "mailer", name: "Mailer Ltd" },
  ],
} as const;

/** A file with the usual headings; every cell in quotation marks. */
export function csvOf(...rows: readonly CsvRow[]): Uint8Array {
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";");
  const lines = [columnNames, ...rows.map((row) => columnNames.map((column) => row[column] ?? ""))];
  return new TextEncoder().encode(lines.map((line) => `${quoted(line)}\r\n`).join(""));
}
