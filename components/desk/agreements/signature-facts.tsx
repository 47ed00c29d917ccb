import { SignatureState } from "@/components/desk/agreements/signature-states";
import { Hash } from "@/components/ui/hash";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { SignatureView } from "@/server/agreements/records";

/** The evidence of one signature as staff see it: who bound the account and when; no address of a person or a network. */
export function SignatureFacts({ signature }: { signature: SignatureView }) {
  return <SummaryList rows={[...signedRows(signature), ...evidenceRows(signature), ...proofRows(signature)]} />;
}

function signedRows(signature: SignatureView): SummaryRow[] {
  return [
    { term: "State", detail: <SignatureState signature={signature} /> },
    {
      term: "Account",
      detail: <a href={`/desk/accounts/${signature.accountId}`}>{signature.accountName}</a>,
    },
    {
      term: "Version signed",
      detail: signature.specimen ? `${signature.version}, a specimen text` : signature.version,
    },
    { term: "Signed", detail: <TimeText value={signature.signedAt} /> },
  ];
}

function evidenceRows({ evidence, authenticatedAt }: SignatureView): SummaryRow[] {
  if (evidence === null) return [{ term: "Signatory", detail: "Erased with the account’s data" }];
  return [
    { term: "Signatory", detail: evidence.name },
    { term: "Job title", detail: evidence.title },
    { term: "Company bound", detail: evidence.registeredName },
    { term: "Agreed to", detail: `“${evidence.consent}”` },
    { term: "Stated", detail: `“${evidence.authority}”` },
    { term: "Text presented", detail: <TimeText value={evidence.presentedAt} /> },
    { term: "How the person was known", detail: evidence.method },
    { term: "Last proved", detail: <TimeText value={authenticatedAt} /> },
  ];
}

function proofRows({ textSha256, record, chainPosition }: SignatureView): SummaryRow[] {
  return [
    { term: "SHA-256 of the text", detail: <Hash value={textSha256} kind="SHA-256 of the text" /> },
    {
      term: "Place in the audit chain",
      detail: chainPosition === null ? "Not chained yet: it is within a minute" : String(chainPosition),
    },
    ...(record === null
      ? []
      : [
          { term: "Record sealed", detail: <TimeText value={record.sealedAt} /> },
          { term: "Seal", detail: `${record.level}, made with the publisher’s own key` },
          { term: "SHA-256 of the record", detail: <Hash value={record.sha256} kind="SHA-256 of the record" /> },
        ]),
  ];
}
