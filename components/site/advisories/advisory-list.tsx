import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import { severityOfAdvisory } from "@/server/content/advisory-schema";
import { OwnWords } from "../own-words";
import { kindWords, severityWords } from "./advisory-words";

/** The newest revision first. */
export function AdvisoryList({
  advisories,
  narrowed,
  under = "/advisories",
  withTlp = false,
  current,
}: {
  advisories: readonly Advisory[];
  /** The address that each one's page stands under. */
  under?: string;
  /** Where not all of them are public. */
  withTlp?: boolean;
  /** Something was asked for, so nothing found says another thing. */
  narrowed: boolean;
  current: CurrentWords;
}) {
  const { locale, words, href } = current;
  if (advisories.length === 0)
    return (
      <EmptyState
        title={words(narrowed ? "advisories.noMatch" : "advisories.none")}
        {...(narrowed ? { action: <a href={href("/advisories")}>{words("advisories.filter.reset")}</a> } : {})}
      >
        {words(narrowed ? "advisories.noMatchText" : "advisories.noneText")}
      </EmptyState>
    );
  const columns: readonly Column<Advisory>[] = [
    {
      header: words("advisories.column.title"),
      cell: ({ meta }) => (
        <a href={href(`${under}/${meta.id}`)}>
          <OwnWords locale={locale}>{meta.title}</OwnWords>
        </a>
      ),
    },
    { header: words("advisories.column.id"), cell: ({ meta }) => <code className="whitespace-nowrap">{meta.id}</code> },
    // Beside the portal's menu there is room for five columns.
    withTlp
      ? { header: words("restricted.portal.tlp"), cell: ({ meta }) => `TLP:${meta.tlp}` }
      : { header: words("advisories.column.kind"), cell: ({ meta }) => words(kindWords[meta.kind]) },
    {
      header: words("advisories.column.severity"),
      cell: ({ meta }) => {
        const severity = severityOfAdvisory(meta);
        return severity === null ? "—" : words(severityWords[severity]);
      },
    },
    {
      header: words("advisories.column.updated"),
      cell: ({ meta }) => (
        <TimeText value={latestRevision(meta).at} precision={withTlp ? "day" : "minute"} short locale={locale} />
      ),
    },
  ];
  return (
    <Table
      caption={words("advisories.count", { count: advisories.length })}
      columns={columns}
      rows={advisories}
      rowKey={({ meta }) => meta.id}
      empty=""
    />
  );
}
