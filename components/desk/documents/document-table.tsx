import { versionStates } from "@/components/desk/documents/version-states";
import { OwnWords } from "@/components/site/own-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskDocument, DeskVersion } from "@/server/vault/desk-queries";

export function DocumentTable({ rows, current }: { rows: readonly DeskDocument[]; current: CurrentWords }) {
  const { locale, words, href } = current;
  const kindOf = ({ kind, source }: DeskDocument) =>
    source === "built"
      ? words("desk.documents.table.builtKind", { kind: words(`vault.kind.${kind}`) })
      : words(`vault.kind.${kind}`);
  return (
    <Table
      caption={words("desk.documents.table.caption")}
      captionHidden
      columns={[
        {
          header: words("desk.documents.one"),
          cell: (row) => (
            <>
              <a href={href(`/desk/documents/${row.id}`)}>
                <OwnWords locale={locale}>{row.title}</OwnWords>
              </a>
              <br />
              <span className="font-normal text-muted">{kindOf(row)}</span>
            </>
          ),
        },
        { header: words("desk.documents.who"), cell: (row) => words(`desk.documents.class.${row.class}`) },
        {
          header: words("desk.documents.table.newest"),
          cell: (row) => <Newest version={row.versions[0]} current={current} />,
        },
        {
          header: words("desk.documents.table.validUntil"),
          cell: (row) => <ValidUntil version={row.versions[0]} current={current} />,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={words("desk.documents.table.empty")}
    />
  );
}

interface VersionProps {
  readonly version: DeskVersion | undefined;
  readonly current: CurrentWords;
}

function Newest({ version, current: { words } }: VersionProps) {
  if (version === undefined) return <span className="text-muted">{words("desk.documents.table.nothing")}</span>;
  const { tone, label } = versionStates[version.state];
  return (
    <>
      {version.number} <StatusTag tone={tone}>{words(label)}</StatusTag>
    </>
  );
}

function ValidUntil({ version, current: { locale, words } }: VersionProps) {
  if (version === undefined) return null;
  return version.validUntil === null ? (
    words("desk.documents.table.noEnd")
  ) : (
    <TimeText value={version.validUntil} precision="day" short locale={locale} />
  );
}
