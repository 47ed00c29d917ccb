import type { VersionState } from "@/server/vault/policy";
import type { PackDocument } from "@/server/vault/queries";
import { Hash } from "../ui/hash";
import { StatusTag, type StatusTone } from "../ui/status-tag";
import { TimeText } from "../ui/time-text";
import { DownloadForm } from "./download-form";
import { sizeInWords } from "./size-words";

type KindLabels = Readonly<Record<PackDocument["kind"], string>>;

/** Every document that the reader may see, with what tells one version from another. */
export function DocumentList({
  documents,
  kindLabels,
  mayDownload,
}: {
  documents: readonly PackDocument[];
  kindLabels: KindLabels;
  mayDownload: boolean;
}) {
  return (
    <ul className="border-t border-hairline">
      {documents.map((document) => (
        <li
          key={document.id}
          className="grid gap-x-10 gap-y-4 border-b border-hairline py-6 lg:grid-cols-[minmax(0,1fr)_12rem]"
        >
          <DocumentEntry document={document} kindLabel={kindLabels[document.kind]} />
          {mayDownload && document.sendable ? (
            <DownloadForm wanted={document.id} label="Download" of={document.title} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function DocumentEntry({ document, kindLabel }: { document: PackDocument; kindLabel: string }) {
  const { title, description, version, pages, bytes, sha256 } = document;
  return (
    <article className="grid gap-2">
      <p className="text-sm text-muted">{kindLabel}</p>
      <h3>{title}</h3>
      {description === "" ? null : <p className="max-w-[36em]">{description}</p>}
      <p className="text-sm">
        Version {version} · <Validity document={document} />
        {pages === null ? null : ` · ${pages} ${pages === 1 ? "page" : "pages"}`} · {sizeInWords(bytes)}
      </p>
      <DocumentState document={document} />
      <p className="text-sm text-muted">
        <span className="block">SHA-256 of the original</span>
        <Hash value={sha256} kind={`SHA-256 of ${title}`} />
      </p>
    </article>
  );
}

function Validity({ document: { validFrom, validUntil } }: { document: PackDocument }) {
  return (
    <>
      valid from <TimeText value={validFrom} precision="day" />
      {validUntil === null ? null : (
        <>
          {" "}
          to <TimeText value={validUntil} precision="day" />
        </>
      )}
    </>
  );
}

const states: Readonly<Record<VersionState, { readonly tone: StatusTone; readonly words: string }>> = {
  current: { tone: "done", words: "Valid" },
  "not-yet-valid": { tone: "planned", words: "Not valid yet, so it is not sent" },
  expired: { tone: "passed", words: "Expired, so it is not sent" },
  withdrawn: { tone: "at-risk", words: "Withdrawn, so it is not sent" },
  damaged: { tone: "at-risk", words: "The stored file is damaged, so it is not sent. Our staff see it in their list" },
};

function DocumentState({ document: { state, sendable } }: { document: PackDocument }) {
  const { tone, words } = states[state];
  return (
    <p className="text-sm">
      <StatusTag tone={tone}>{words}</StatusTag>
      {state === "current" && !sendable
        ? " · This kind of file cannot be marked, so it is not sent. Ask the publisher."
        : null}
    </p>
  );
}
