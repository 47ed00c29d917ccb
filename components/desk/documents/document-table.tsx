import { versionStates } from "@/components/desk/documents/version-states";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { DeskDocument, DeskVersion } from "@/server/vault/desk-queries";
import { documentClassLabels, documentKindLabels } from "@/server/vault/policy";

export function DocumentTable({ rows }: { rows: readonly DeskDocument[] }) {
  return (
    <Table
      caption="Documents in the order of the pack"
      captionHidden
      columns={[
        {
          header: "Document",
          cell: (row) => (
            <>
              <a href={`/desk/documents/${row.id}`}>{row.title}</a>
              <br />
              <span className="font-normal text-muted">
                {documentKindLabels[row.kind]}
                {row.source === "built" ? ", built from the content pack" : ""}
              </span>
            </>
          ),
        },
        { header: "Who may read it", cell: (row) => documentClassLabels[row.class] },
        { header: "Newest version", cell: (row) => <Newest version={row.versions[0]} /> },
        { header: "Valid until", cell: (row) => <ValidUntil version={row.versions[0]} /> },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty="No document yet."
    />
  );
}

function Newest({ version }: { version: DeskVersion | undefined }) {
  if (version === undefined) return <span className="text-muted">Nothing published yet</span>;
  const { tone, label } = versionStates[version.state];
  return (
    <>
      {version.number} <StatusTag tone={tone}>{label}</StatusTag>
    </>
  );
}

function ValidUntil({ version }: { version: DeskVersion | undefined }) {
  if (version === undefined) return null;
  return version.validUntil === null ? "No end" : <TimeText value={version.validUntil} precision="day" short />;
}
