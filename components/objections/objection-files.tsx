import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionFileView } from "@/server/objections/view";

/** @param base where a file stands below, as `/desk/objections/files` */
export function ObjectionFiles({
  files,
  base,
  publisher,
  account,
  current,
}: {
  files: readonly ObjectionFileView[];
  base: string;
  publisher: string;
  account: string;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const names = { account, publisher, product: words("objections.by.product") };
  const columns: readonly Column<ObjectionFileView>[] = [
    {
      header: words("objections.file.name"),
      cell: ({ id, name }) =>
        name === null ? (
          words("objections.file.erased")
        ) : (
          <a href={`${base}/${id}`} className="wrap-anywhere" dir="auto">
            {name}
          </a>
        ),
    },
    { header: words("objections.file.size"), cell: ({ bytes }) => words("objections.file.bytes", { bytes }) },
    { header: words("objections.file.by"), cell: ({ by }) => names[by] },
    { header: words("objections.file.added"), cell: ({ at }) => <TimeText value={at} short locale={locale} /> },
  ];
  return (
    <Table
      caption={words("objections.file.caption")}
      captionHidden
      columns={columns}
      rows={files}
      rowKey={({ id }) => id}
      empty={words("objections.file.none")}
    />
  );
}
