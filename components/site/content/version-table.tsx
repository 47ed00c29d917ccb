import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { PageVersion } from "@/server/content/versions";
import { OwnWords } from "../own-words";

/** What the document's history says of each version, and whether its text is here. */
export function VersionTable({
  versions,
  action,
  current,
}: {
  versions: readonly PageVersion[];
  /** Where differences are shown, without a language. */
  action: string;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const newest = versions.find((version) => version.current)?.entry.version ?? "";
  return (
    <Table
      caption={words("history.table.caption")}
      columns={[
        { header: words("history.table.version"), cell: ({ entry }) => entry.version },
        {
          header: words("history.table.date"),
          cell: ({ entry }) => <TimeText value={entry.date} precision="day" locale={locale} />,
        },
        {
          header: words("history.table.author"),
          cell: ({ entry }) =>
            entry.author === null ? (
              <span className="text-muted">{words("site.notStated")}</span>
            ) : (
              <OwnWords locale={locale}>{entry.author}</OwnWords>
            ),
        },
        {
          header: words("history.table.notes"),
          cell: ({ entry }) => <OwnWords locale={locale}>{entry.notes}</OwnWords>,
        },
        {
          header: words("history.table.text"),
          cell: (version) => <Standing version={version} newest={newest} action={action} current={current} />,
        },
      ]}
      rows={versions}
      rowKey={({ entry }) => entry.version}
      empty=""
    />
  );
}

function Standing({
  version,
  newest,
  action,
  current: { words, href },
}: {
  version: PageVersion;
  newest: string;
  action: string;
  current: CurrentWords;
}) {
  if (version.current) return words("history.current");
  if (version.text === null) return <span className="text-muted">{words("history.notKept")}</span>;
  const query = new URLSearchParams({ from: version.entry.version, to: newest });
  return <a href={`${href(action)}?${query}#differences`}>{words("history.compareWith")}</a>;
}
