import { versionStates } from "@/components/desk/documents/version-states";
import { Hash } from "@/components/ui/hash";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { sizeInWords } from "@/components/vault/size-words";
import type { CurrentWords } from "@/server/access/current-words";
import type { UnmarkablePolicy } from "@/server/platform/generated/prisma/enums";
import type { DeskVersion } from "@/server/vault/desk-queries";
import type { Words } from "@/server/words/words";

/** @param withdrawal where a version is withdrawn; left out for who may not */
export function VersionTable({
  versions,
  unmarkable,
  withdrawal,
  current,
}: {
  versions: readonly DeskVersion[];
  unmarkable: UnmarkablePolicy;
  withdrawal?: (versionId: string) => string;
  current: CurrentWords;
}) {
  const { words } = current;
  const columns: readonly Column<DeskVersion>[] = [
    { header: words("desk.documents.version.version"), cell: (row) => <File version={row} current={current} /> },
    {
      header: words("desk.documents.version.state"),
      cell: (row) => <State version={row} unmarkable={unmarkable} words={words} />,
    },
    { header: words("desk.documents.version.valid"), cell: (row) => <Validity version={row} current={current} /> },
    { header: words("desk.documents.version.copies"), cell: (row) => row.downloads, align: "end" },
  ];
  const withdraw: Column<DeskVersion> = {
    header: words("desk.documents.version.change"),
    cell: (row) =>
      row.state === "withdrawn" || withdrawal === undefined ? null : (
        <a href={withdrawal(row.id)}>{words("desk.documents.version.withdraw", { number: String(row.number) })}</a>
      ),
  };
  return (
    <Table
      caption={words("desk.documents.version.caption")}
      captionHidden
      columns={withdrawal === undefined ? columns : [...columns, withdraw]}
      rows={versions}
      rowKey={(row) => row.id}
      empty={words("desk.documents.version.empty")}
    />
  );
}

interface VersionProps {
  readonly version: DeskVersion;
  readonly current: CurrentWords;
}

function File({ version, current: { locale, words } }: VersionProps) {
  const pages = version.pages === null ? "" : `, ${words("vault.pages", { count: version.pages })}`;
  return (
    <>
      {version.number}
      <div className="font-normal">
        <p className="wrap-anywhere">{version.fileName}</p>
        <p className="text-muted">
          {sizeInWords(version.bytes, locale)}
          {pages}
        </p>
        <details>
          <summary className="text-muted">{words("vault.originalHash")}</summary>
          <Hash
            value={version.sha256}
            kind={words("desk.documents.version.hashOf", { number: String(version.number) })}
            locale={locale}
          />
        </details>
      </div>
    </>
  );
}

function State({ version, unmarkable, words }: { version: DeskVersion; unmarkable: UnmarkablePolicy; words: Words }) {
  const { tone, label } = versionStates[version.state];
  const refused = version.state === "current" && version.mediaType !== "application/pdf" && unmarkable === "refuse";
  return (
    <>
      <StatusTag tone={tone}>{words(label)}</StatusTag>
      {refused ? <p className="text-muted">{words("desk.documents.version.cannotMark")}</p> : null}
      {version.withdrawnReason === null ? null : <p className="text-muted">“{version.withdrawnReason}”</p>}
    </>
  );
}

function Validity({ version: { validFrom, validUntil }, current: { locale, words } }: VersionProps) {
  const from = () => <TimeText value={validFrom} precision="day" short locale={locale} />;
  const end = (last: Date) =>
    words.rich("desk.documents.version.to", {
      until: () => <TimeText value={last} precision="day" short locale={locale} />,
    });
  return (
    <>
      {words.rich("desk.documents.version.from", { from })}
      <br />
      {validUntil === null ? words("desk.documents.version.noEnd") : end(validUntil)}
    </>
  );
}
