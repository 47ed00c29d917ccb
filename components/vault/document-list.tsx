import { OwnWords } from "@/components/site/own-words";
import type { CurrentWords } from "@/server/access/current-words";
import type { VersionState } from "@/server/vault/policy";
import type { PackDocument } from "@/server/vault/queries";
import type { WordKey } from "@/server/words/words";
import { Hash } from "../ui/hash";
import { StatusTag, type StatusTone } from "../ui/status-tag";
import { TimeText } from "../ui/time-text";
import { DownloadForm } from "./download-form";
import { sizeInWords } from "./size-words";

/** Every document that the reader may see, with what tells one version from another. */
export function DocumentList({
  documents,
  mayDownload,
  current,
}: {
  documents: readonly PackDocument[];
  mayDownload: boolean;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  return (
    <ul className="border-t border-hairline">
      {documents.map((document) => (
        <li
          key={document.id}
          className="grid gap-x-10 gap-y-4 border-b border-hairline py-6 lg:grid-cols-[minmax(0,1fr)_12rem]"
        >
          <DocumentEntry document={document} current={current} />
          {mayDownload && document.sendable ? (
            <DownloadForm
              wanted={document.id}
              label={words("vault.download")}
              of={<OwnWords locale={locale}>{document.title}</OwnWords>}
              locale={locale}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly document: PackDocument;
  readonly current: CurrentWords;
}

function DocumentEntry({ document, current }: EntryProps) {
  const { locale, words } = current;
  const { kind, title, description, version, pages, bytes, sha256 } = document;
  return (
    <article className="grid gap-2">
      <p className="text-sm text-muted">{words(`vault.kind.${kind}`)}</p>
      <h3>
        <OwnWords locale={locale}>{title}</OwnWords>
      </h3>
      {description === "" ? null : (
        <p className="max-w-[36em]">
          <OwnWords locale={locale}>{description}</OwnWords>
        </p>
      )}
      <p className="text-sm">
        {words("vault.version", { version: String(version) })} · <Validity document={document} current={current} />
        {pages === null ? null : ` · ${words("vault.pages", { count: pages })}`} · {sizeInWords(bytes, locale)}
      </p>
      <DocumentState document={document} current={current} />
      <p className="text-sm text-muted">
        <span className="block">{words("vault.originalHash")}</span>
        <Hash value={sha256} kind={words("vault.hashOf", { title })} locale={locale} />
      </p>
    </article>
  );
}

function Validity({ document: { validFrom, validUntil }, current: { locale, words } }: EntryProps) {
  const from = () => <TimeText value={validFrom} precision="day" locale={locale} />;
  if (validUntil === null) return words.rich("vault.validFrom", { from });
  const until = () => <TimeText value={validUntil} precision="day" locale={locale} />;
  return words.rich("vault.validBetween", { from, until });
}

const states: Readonly<Record<VersionState, { readonly tone: StatusTone; readonly key: WordKey }>> = {
  current: { tone: "done", key: "vault.state.current" },
  "not-yet-valid": { tone: "planned", key: "vault.state.notYetValid" },
  expired: { tone: "passed", key: "vault.state.expired" },
  withdrawn: { tone: "at-risk", key: "vault.state.withdrawn" },
  damaged: { tone: "at-risk", key: "vault.state.damaged" },
};

function DocumentState({ document: { state, sendable }, current: { words } }: EntryProps) {
  const { tone, key } = states[state];
  return (
    <p className="text-sm">
      <StatusTag tone={tone}>{words(key)}</StatusTag>
      {state === "current" && !sendable ? ` · ${words("vault.state.unmarkable")}` : null}
    </p>
  );
}
