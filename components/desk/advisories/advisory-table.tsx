import { severityWords } from "@/components/site/advisories/advisory-words";
import { OwnWords } from "@/components/site/own-words";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskAdvisory } from "@/server/advisories/access/desk-queries";
import { audienceText } from "./audience-words";

interface Shown {
  readonly advisory: DeskAdvisory;
  /** In the list the day is enough. */
  readonly precision?: "day" | "minute";
  readonly current: CurrentWords;
}

export function EmbargoText({ advisory: { embargo }, precision = "minute", current: { locale, words } }: Shown) {
  if (embargo === null) return "—";
  return (
    <>
      {words(embargo.over ? "restricted.desk.over" : "restricted.desk.until")}{" "}
      <TimeText value={embargo.until} precision={precision} short locale={locale} />
    </>
  );
}

export function RevisionText({ advisory: { revision }, precision = "minute", current: { locale } }: Shown) {
  return (
    <>
      {revision.number}, <TimeText value={revision.at} precision={precision} short locale={locale} />
    </>
  );
}

const columns = (current: CurrentWords): readonly Column<DeskAdvisory>[] => {
  const { locale, words, href } = current;
  return [
    {
      header: words("restricted.one"),
      cell: ({ id, title }) => (
        <>
          <a href={href(`/desk/advisories/${id}`)}>
            <OwnWords locale={locale}>{title}</OwnWords>
          </a>
          <code className="block whitespace-nowrap font-normal text-muted">{id}</code>
        </>
      ),
    },
    { header: words("restricted.portal.tlp"), cell: ({ tlp }) => `TLP:${tlp.now}` },
    {
      header: words("advisories.column.severity"),
      cell: ({ severity }) => (severity === null ? "—" : words(severityWords[severity])),
    },
    { header: words("restricted.desk.audience"), cell: (row) => audienceText(row, words) },
    {
      header: words("restricted.desk.embargo"),
      cell: (row) => <EmbargoText advisory={row} precision="day" current={current} />,
    },
    {
      header: words("restricted.desk.revision"),
      cell: (row) => <RevisionText advisory={row} precision="day" current={current} />,
    },
  ];
};

export function DeskAdvisoryTable({ rows, current }: { rows: readonly DeskAdvisory[]; current: CurrentWords }) {
  const { words } = current;
  if (rows.length === 0)
    return <EmptyState title={words("restricted.desk.empty")}>{words("restricted.desk.emptyText")}</EmptyState>;
  return (
    <Table
      caption={words("restricted.desk.caption")}
      columns={columns(current)}
      rows={rows}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}
