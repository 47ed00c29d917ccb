import type { SignatureView } from "@/server/agreements/records";
import { Hash } from "../ui/hash";
import { SummaryList } from "../ui/summary-list";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { RecordPending } from "./record-pending";

/** The signature that counts: who, when, which text, and the proof to take along. */
export function SignatureFacts({ signature }: { signature: SignatureView }) {
  const { evidence, record, chainPosition } = signature;
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="signed">
      <h2 id="signed">The signature that counts</h2>
      <SummaryList
        rows={[
          { term: "Signed by", detail: signatoryOf(signature) },
          { term: "For", detail: evidence?.registeredName ?? signature.accountName },
          { term: "Signed at", detail: <TimeText value={signature.signedAt} /> },
          { term: "Version", detail: versionOf(signature) },
          {
            term: "Sealed record",
            detail: (
              <div role="status">
                {record === null ? <RecordPending /> : <RecordLink signature={signature} />}
                {record === null ? null : <span className="text-muted"> PDF, {record.level}</span>}
              </div>
            ),
          },
          ...(record === null
            ? []
            : [{ term: "SHA-256 of the record", detail: <Hash value={record.sha256} kind="SHA-256 of the record" /> }]),
          { term: "SHA-256 of the text", detail: <Hash value={signature.textSha256} kind="SHA-256 of the text" /> },
          {
            term: "Place in the audit chain",
            detail: chainPosition === null ? "Chained within a minute" : String(chainPosition),
          },
        ]}
      />
    </section>
  );
}

const columns: readonly Column<SignatureView>[] = [
  { header: "Signed at", cell: ({ signedAt }) => <TimeText value={signedAt} short /> },
  { header: "By", cell: signatoryOf },
  { header: "Version", cell: versionOf },
  {
    header: "Why it does not count now",
    cell: ({ superseded }) => (superseded ? "A later signature took its place" : "The agreement has a newer version"),
  },
  {
    header: "Record",
    cell: (signature) => (signature.record === null ? "Being prepared" : <RecordLink signature={signature} />),
  },
];

/** What was signed before. It is kept as it was. */
export function EarlierSignatures({ signatures }: { signatures: readonly SignatureView[] }) {
  if (signatures.length === 0) return null;
  return (
    <Table
      caption="Earlier signatures of your company"
      columns={columns}
      rows={signatures}
      rowKey={({ id }) => id}
      empty="There are none."
    />
  );
}

function RecordLink({ signature: { id, version } }: { signature: SignatureView }) {
  return (
    <a href={`/portal/nda/records/${id}`}>
      Download<VisuallyHidden> the sealed record of version {version}</VisuallyHidden>
    </a>
  );
}

function signatoryOf({ evidence }: SignatureView): string {
  return evidence === null ? "Erased" : `${evidence.name}, ${evidence.title} (${evidence.email})`;
}

function versionOf({ version, specimen }: SignatureView): string {
  return specimen ? `${version}, specimen` : version;
}
