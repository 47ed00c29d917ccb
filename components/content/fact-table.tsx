import { Table } from "@/components/ui/table";
import type { Table as TableFacts } from "@/server/content/expansion";
import { InlineLines } from "./inline-text";

/** A table drawn from the pack's data. */
export function FactTable({
  table: { caption, columns, rows },
  href,
}: {
  table: Omit<TableFacts, "kind">;
  href: (path: string) => string;
}) {
  const keyed = rows.map((cells, index) => ({ key: String(index), cells }));
  return (
    <Table
      caption={caption}
      columns={columns.map((header, index) => ({
        header,
        cell: (row: (typeof keyed)[number]) => <InlineLines lines={row.cells[index] ?? []} href={href} />,
      }))}
      rows={keyed}
      rowKey={(row) => row.key}
      empty="The publisher has stated none."
    />
  );
}
