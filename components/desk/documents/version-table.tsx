import { versionStates } from "@/components/desk/documents/version-states";
import { Hash } from "@/components/ui/hash";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { sizeInWords } from "@/components/vault/size-words";
import type { UnmarkablePolicy } from "@/server/platform/generated/prisma/enums";
import type { DeskVersion } from "@/server/vault/desk-queries";

/** @param withdrawal where a version is withdrawn; left out for who may not */
export function VersionTable({
  versions,
  unmarkable,
  withdrawal,
}: {
  versions: readonly DeskVersion[];
  unmarkable: UnmarkablePolicy;
  withdrawal?: (versionId: string) => string;
}) {
  const columns: readonly Column<DeskVersion>[] = [
    { header: "Version", cell: (row) => <File version={row} /> },
    { header: "State", cell: (row) => <State version={row} unmarkable={unmarkable} /> },
    { header: "Valid", cell: (row) => <Validity version={row} /> },
    { header: "Copies made", cell: (row) => row.downloads, align: "end" },
  ];
  const withdraw: Column<DeskVersion> = {
    header: "Change",
    cell: (row) =>
      row.state === "withdrawn" || withdrawal === undefined ? null : (
        <a href={withdrawal(row.id)}>Withdraw version {row.number}</a>
      ),
  };
  return (
    <Table
      caption="Versions, the newest first"
      captionHidden
      columns={withdrawal === undefined ? columns : [...columns, withdraw]}
      rows={versions}
      rowKey={(row) => row.id}
      empty="Nothing is published yet, so nobody sees this document."
    />
  );
}

function File({ version }: { version: DeskVersion }) {
  const pages = version.pages === null ? "" : `, ${version.pages} ${version.pages === 1 ? "page" : "pages"}`;
  return (
    <>
      {version.number}
      <div className="font-normal">
        <p className="wrap-anywhere">{version.fileName}</p>
        <p className="text-muted">
          {sizeInWords(version.bytes)}
          {pages}
        </p>
        <details>
          <summary className="text-muted">SHA-256 of the original</summary>
          <Hash value={version.sha256} kind={`SHA-256 of version ${version.number}`} />
        </details>
      </div>
    </>
  );
}

function State({ version, unmarkable }: { version: DeskVersion; unmarkable: UnmarkablePolicy }) {
  const { tone, label } = versionStates[version.state];
  const refused = version.state === "current" && version.mediaType !== "application/pdf" && unmarkable === "refuse";
  return (
    <>
      <StatusTag tone={tone}>{label}</StatusTag>
      {refused ? <p className="text-muted">Cannot be marked, so it is not sent</p> : null}
      {version.withdrawnReason === null ? null : <p className="text-muted">“{version.withdrawnReason}”</p>}
    </>
  );
}

function Validity({ version: { validFrom, validUntil } }: { version: DeskVersion }) {
  return (
    <>
      from <TimeText value={validFrom} precision="day" short />
      <br />
      {validUntil === null ? (
        "no end"
      ) : (
        <>
          to <TimeText value={validUntil} precision="day" short />
        </>
      )}
    </>
  );
}
