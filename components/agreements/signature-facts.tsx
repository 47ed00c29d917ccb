import type { CurrentWords } from "@/server/access/current-words";
import type { SignatureView } from "@/server/agreements/records";
import type { Words } from "@/server/words/words";
import { Hash } from "../ui/hash";
import { SummaryList } from "../ui/summary-list";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { RecordPending } from "./record-pending";

interface SignatureProps {
  readonly signature: SignatureView;
  readonly current: CurrentWords;
}

/** The signature that counts: who, when, which text, and the proof to take along. */
export function SignatureFacts({ signature, current }: SignatureProps) {
  const { locale, words } = current;
  const { evidence, record, chainPosition } = signature;
  const textHash = words("agreements.signature.textHash");
  const recordHash = words("agreements.signature.recordHash");
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="signed">
      <h2 id="signed">{words("agreements.signature.title")}</h2>
      <SummaryList
        rows={[
          { term: words("agreements.signature.signedBy"), detail: signatoryOf(signature, words) },
          { term: words("agreements.signature.for"), detail: evidence?.registeredName ?? signature.accountName },
          {
            term: words("agreements.signature.signedAt"),
            detail: <TimeText value={signature.signedAt} locale={locale} />,
          },
          { term: words("agreements.signature.version"), detail: versionOf(signature, words) },
          {
            term: words("agreements.signature.record"),
            detail: <SealedRecord signature={signature} current={current} />,
          },
          ...(record === null
            ? []
            : [{ term: recordHash, detail: <Hash value={record.sha256} kind={recordHash} locale={locale} /> }]),
          { term: textHash, detail: <Hash value={signature.textSha256} kind={textHash} locale={locale} /> },
          {
            term: words("agreements.signature.place"),
            detail: chainPosition === null ? words("agreements.signature.chainedSoon") : String(chainPosition),
          },
        ]}
      />
    </section>
  );
}

function SealedRecord({ signature, current: { words, href } }: SignatureProps) {
  const { record } = signature;
  return (
    <div role="status">
      {record === null ? (
        <RecordPending>
          {words("agreements.signature.pending")}{" "}
          <a href={href("/portal/nda")}>{words("agreements.signature.lookAgain")}</a>
        </RecordPending>
      ) : (
        <>
          <RecordLink signature={signature} words={words} />
          <span className="text-muted"> PDF, {record.level}</span>
        </>
      )}
    </div>
  );
}

const columns = ({ locale, words }: CurrentWords): readonly Column<SignatureView>[] => [
  {
    header: words("agreements.signature.signedAt"),
    cell: ({ signedAt }) => <TimeText value={signedAt} short locale={locale} />,
  },
  { header: words("agreements.signature.by"), cell: (signature) => signatoryOf(signature, words) },
  { header: words("agreements.signature.version"), cell: (signature) => versionOf(signature, words) },
  {
    header: words("agreements.signature.why"),
    cell: ({ superseded }) =>
      words(superseded ? "agreements.signature.superseded" : "agreements.signature.newerVersion"),
  },
  {
    header: words("agreements.signature.recordShort"),
    cell: (signature) =>
      signature.record === null ? (
        words("agreements.signature.prepared")
      ) : (
        <RecordLink signature={signature} words={words} />
      ),
  },
];

/** What was signed before. It is kept as it was. */
export function EarlierSignatures({
  signatures,
  current,
}: {
  signatures: readonly SignatureView[];
  current: CurrentWords;
}) {
  if (signatures.length === 0) return null;
  return (
    <Table
      caption={current.words("agreements.signature.earlier")}
      columns={columns(current)}
      rows={signatures}
      rowKey={({ id }) => id}
      empty={current.words("agreements.signature.none")}
    />
  );
}

function RecordLink({ signature: { id, version }, words }: { signature: SignatureView; words: Words }) {
  return (
    <a href={`/portal/nda/records/${id}`}>
      {words("agreements.signature.download")}
      <VisuallyHidden> {words("agreements.signature.downloadOf", { version })}</VisuallyHidden>
    </a>
  );
}

function signatoryOf({ evidence }: SignatureView, words: Words): string {
  return evidence === null ? words("agreements.erased") : `${evidence.name}, ${evidence.title} (${evidence.email})`;
}

function versionOf({ version, specimen }: SignatureView, words: Words): string {
  return specimen ? words("agreements.specimenVersion", { version }) : version;
}
