import { versionStandings } from "@/components/desk/agreements/version-standings";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { Agreement } from "@/server/content/agreement";

/** The texts that the content pack publishes. @param agreements the newest first */
export function VersionTable({ agreements, at }: { agreements: readonly Agreement[]; at: Date }) {
  return (
    <Table
      caption="Versions in the content pack"
      captionHidden
      columns={[
        { header: "Version", cell: ({ meta }) => (meta.specimen ? `${meta.version} (specimen)` : meta.version) },
        { header: "Title", cell: ({ meta }) => meta.title },
        { header: "Effective", cell: ({ meta }) => <TimeText value={meta.effectiveDate} short /> },
        { header: "State", cell: ({ tone, label }) => <StatusTag tone={tone}>{label}</StatusTag> },
      ]}
      rows={versionStandings(agreements, at)}
      rowKey={({ meta }) => meta.version}
      empty="The content pack has no agreement, so nobody can sign and the pack stays closed."
    />
  );
}
