import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionFileView } from "@/server/objections/view";
import { FileName, FileTable } from "./files";

/** The files of both sides. @param base where a file stands below, as `/desk/objections/files` */
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
  return (
    <FileTable
      files={files}
      nameOf={({ id, name }) =>
        name === null ? (
          <FileName name={name} current={current} />
        ) : (
          <a href={`${base}/${id}`}>
            <FileName name={name} current={current} />
          </a>
        )
      }
      more={[
        { header: words("objections.file.by"), cell: ({ by }) => names[by] },
        { header: words("objections.file.added"), cell: ({ at }) => <TimeText value={at} short locale={locale} /> },
      ]}
      current={current}
    />
  );
}
