import { SignatureState } from "@/components/desk/agreements/signature-states";
import { OwnWords } from "@/components/site/own-words";
import { Hash } from "@/components/ui/hash";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { SignatureView } from "@/server/agreements/records";

/** The evidence of one signature as staff see it: who bound the account and when; no address of a person or a network. */
export function SignatureFacts({ signature, current }: { signature: SignatureView; current: CurrentWords }) {
  const rows = [
    ...signedRows(signature, current),
    ...evidenceRows(signature, current),
    ...proofRows(signature, current),
  ];
  return <SummaryList rows={rows} />;
}

function signedRows(signature: SignatureView, { locale, words, href }: CurrentWords): SummaryRow[] {
  const { accountId, accountName, specimen, version, signedAt } = signature;
  return [
    { term: words("desk.agreements.fact.state"), detail: <SignatureState signature={signature} words={words} /> },
    {
      term: words("desk.agreements.fact.account"),
      detail: <a href={href(`/desk/accounts/${accountId}`)}>{accountName}</a>,
    },
    {
      term: words("desk.agreements.fact.version"),
      detail: specimen ? words("desk.agreements.fact.specimen", { version }) : version,
    },
    { term: words("desk.agreements.fact.signed"), detail: <TimeText value={signedAt} locale={locale} /> },
  ];
}

function evidenceRows({ evidence, authenticatedAt }: SignatureView, { locale, words }: CurrentWords): SummaryRow[] {
  if (evidence === null)
    return [{ term: words("desk.agreements.fact.signatory"), detail: words("desk.agreements.fact.erased") }];
  const verbatim = (sentence: string) => <OwnWords locale={locale}>{sentence}</OwnWords>;
  return [
    { term: words("desk.agreements.fact.signatory"), detail: evidence.name },
    { term: words("desk.agreements.fact.jobTitle"), detail: evidence.title },
    { term: words("desk.agreements.fact.company"), detail: evidence.registeredName },
    { term: words("desk.agreements.fact.agreed"), detail: verbatim(`“${evidence.consent}”`) },
    { term: words("desk.agreements.fact.stated"), detail: verbatim(`“${evidence.authority}”`) },
    {
      term: words("desk.agreements.fact.presented"),
      detail: <TimeText value={evidence.presentedAt} locale={locale} />,
    },
    { term: words("desk.agreements.fact.method"), detail: verbatim(evidence.method) },
    { term: words("desk.agreements.fact.proved"), detail: <TimeText value={authenticatedAt} locale={locale} /> },
  ];
}

function proofRows(
  { textSha256, record, chainPosition }: SignatureView,
  { locale, words }: CurrentWords,
): SummaryRow[] {
  const textHash = words("desk.agreements.fact.textHash");
  const recordHash = words("desk.agreements.fact.recordHash");
  return [
    { term: textHash, detail: <Hash value={textSha256} kind={textHash} locale={locale} /> },
    {
      term: words("desk.agreements.fact.place"),
      detail: chainPosition === null ? words("desk.agreements.fact.notChained") : String(chainPosition),
    },
    ...(record === null
      ? []
      : [
          {
            term: words("desk.agreements.fact.sealed"),
            detail: <TimeText value={record.sealedAt} locale={locale} />,
          },
          {
            term: words("desk.agreements.fact.seal"),
            detail: words("desk.agreements.fact.sealMade", { level: record.level }),
          },
          { term: recordHash, detail: <Hash value={record.sha256} kind={recordHash} locale={locale} /> },
        ]),
  ];
}
