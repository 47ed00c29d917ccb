import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import { type AdvisoryMeta, severityOfAdvisory } from "@/server/content/advisory-schema";
import { OwnWords } from "../own-words";
import { kindWords, rangeText, remediationWords, severityWords } from "./advisory-words";

interface FactsProps {
  readonly advisory: Advisory;
  readonly current: CurrentWords;
}

/** What stands beside the title. */
export function AdvisoryFacts({ advisory: { meta }, current }: FactsProps) {
  const { locale, words } = current;
  const severity = severityOfAdvisory(meta);
  const first = meta.revisions[0];
  const rows: SummaryRow[] = [
    { term: words("advisories.column.id"), detail: <code>{meta.id}</code> },
    { term: words("advisories.column.kind"), detail: words(kindWords[meta.kind]) },
    ...(severity === null
      ? []
      : [{ term: words("advisories.column.severity"), detail: words(severityWords[severity]) }]),
    ...meta.cvss.map(({ vector, score }) => ({
      term: `CVSS ${vector.slice(5, 8)}`,
      detail: (
        <>
          {score} <code className="wrap-anywhere">{vector}</code>
        </>
      ),
    })),
    ...(meta.cves.length === 0 ? [] : [{ term: "CVE", detail: meta.cves.join(", ") }]),
    ...(meta.cwes.length === 0
      ? []
      : [
          { term: "CWE", detail: <span lang="en">{meta.cwes.map(({ id, name }) => `${id} ${name}`).join(", ")}</span> },
        ]),
    { term: "TLP", detail: meta.tlp },
    ...(first === undefined
      ? []
      : [{ term: words("advisories.published"), detail: <TimeText value={first.at} locale={locale} /> }]),
    { term: words("advisories.column.updated"), detail: <TimeText value={latestRevision(meta).at} locale={locale} /> },
  ];
  return <SummaryList rows={rows} />;
}

type Product = AdvisoryMeta["products"][number];

/** Which versions are affected, fixed, free of it or still looked at. */
export function ProductTable({ advisory: { meta }, current }: FactsProps) {
  const { locale, words } = current;
  const ranges = (list: Product["affected"]) =>
    list.length === 0 ? "—" : list.map((range) => rangeText(range, words)).join("; ");
  const columns: readonly Column<Product>[] = [
    { header: words("advisories.product"), cell: ({ name }) => <OwnWords locale={locale}>{name}</OwnWords> },
    { header: words("advisories.status.affected"), cell: ({ affected }) => ranges(affected) },
    { header: words("advisories.status.fixed"), cell: ({ fixed }) => (fixed.length === 0 ? "—" : fixed.join(", ")) },
    { header: words("advisories.status.notAffected"), cell: ({ notAffected }) => ranges(notAffected) },
    { header: words("advisories.status.investigated"), cell: ({ underInvestigation }) => ranges(underInvestigation) },
  ];
  return (
    <Table
      caption={words("advisories.products")}
      captionHidden
      columns={columns}
      rows={meta.products}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}

/** What to do, one remediation after the other. */
export function Remediations({ advisory: { meta }, current: { locale, words } }: FactsProps) {
  return (
    <SummaryList
      rows={meta.remediations.map(({ kind, details, url }) => ({
        term: words(remediationWords[kind]),
        detail: (
          <>
            <OwnWords locale={locale}>{details}</OwnWords>
            {url === null ? null : (
              <>
                {" "}
                <a href={url}>{url}</a>
              </>
            )}
          </>
        ),
      }))}
    />
  );
}

/** What happened when. */
export function Timeline({ advisory: { meta }, current }: FactsProps) {
  const { locale, words } = current;
  const columns: readonly Column<AdvisoryMeta["timeline"][number]>[] = [
    { header: words("advisories.time"), cell: ({ at }) => <TimeText value={at} short locale={locale} /> },
    { header: words("advisories.event"), cell: ({ event }) => <OwnWords locale={locale}>{event}</OwnWords> },
  ];
  return (
    <Table
      caption={words("advisories.timeline")}
      captionHidden
      columns={columns}
      rows={meta.timeline}
      rowKey={({ at, event }) => `${at.toISOString()} ${event}`}
      empty=""
    />
  );
}
