import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { type AdvisoryQuery, askedAddress, isNarrowed, pageOf } from "@/server/advisories/list-query";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import { severityOfAdvisory } from "@/server/content/advisory-schema";
import { OwnWords } from "../own-words";
import { kindWords, severityWords } from "./advisory-words";

/** The newest revision first, a page of them. */
export function AdvisoryList({
  advisories,
  query,
  under = "/advisories",
  withTlp = false,
  current,
}: {
  advisories: readonly Advisory[];
  /** The address of the list, which each one's page stands under. */
  under?: string;
  /** Where not all of them are public. */
  withTlp?: boolean;
  query: AdvisoryQuery;
  current: CurrentWords;
}) {
  const { locale, words, href } = current;
  const narrowed = isNarrowed(query);
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
  const { shown, count, isFirst, next } = pageOf(advisories, query.before);
  const asked = (before: string | null) => href(askedAddress(under, { ...query, before }));
  return (
    <>
      <Table
        caption={words("advisories.count", { count })}
        columns={columns}
        rows={shown}
        rowKey={({ meta }) => meta.id}
        empty=""
      />
      <Pagination label={words("advisories.pages")} locale={locale} {...(next === null ? {} : { next: asked(next) })} />
      {isFirst ? null : (
        <p className="print-hidden">
          <a href={asked(null)}>{words("advisories.first")}</a>
        </p>
      )}
    </>
  );
}
