import { versionStandings } from "@/components/desk/agreements/version-standings";
import { OwnWords } from "@/components/site/own-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { Agreement } from "@/server/content/agreement";

/** The texts that the content pack publishes. @param agreements the newest first */
export function VersionTable({
  agreements,
  at,
  current: { locale, words },
}: {
  agreements: readonly Agreement[];
  at: Date;
  current: CurrentWords;
}) {
  return (
    <Table
      caption={words("desk.agreements.version.caption")}
      captionHidden
      columns={[
        {
          header: words("desk.agreements.table.version"),
          cell: ({ meta: { specimen, version } }) => (specimen ? words("desk.specimenVersion", { version }) : version),
        },
        {
          header: words("desk.agreements.version.title"),
          cell: ({ meta }) => <OwnWords locale={locale}>{meta.title}</OwnWords>,
        },
        {
          header: words("desk.agreements.version.effective"),
          cell: ({ meta }) => <TimeText value={meta.effectiveDate} short locale={locale} />,
        },
        {
          header: words("desk.agreements.table.state"),
          cell: ({ tone, standing }) => (
            <StatusTag tone={tone}>{words(`desk.agreements.version.${standing}`)}</StatusTag>
          ),
        },
      ]}
      rows={versionStandings(agreements, at)}
      rowKey={({ meta }) => meta.version}
      empty={words("desk.agreements.version.empty")}
    />
  );
}
