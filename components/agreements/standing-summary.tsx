import type { CurrentWords } from "@/server/access/current-words";
import type { Standing } from "@/server/agreements/policy";
import type { SignatureView } from "@/server/agreements/records";
import { StatusTag, type StatusTone } from "../ui/status-tag";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";

const tones: Readonly<Record<Standing, StatusTone>> = {
  unsigned: "planned",
  unacknowledged: "under-way",
  ready: "done",
};

/** Where the company and the reader stand with the agreement, in a few rows. */
export function StandingSummary({
  standing,
  currentVersion,
  signature,
  current: { locale, words, href },
}: {
  standing: Standing;
  currentVersion: string | null;
  signature: SignatureView | null;
  current: CurrentWords;
}) {
  const rows = [
    {
      term: words("agreements.standing.term"),
      detail: <StatusTag tone={tones[standing]}>{words(`agreements.standing.${standing}`)}</StatusTag>,
    },
    {
      term: words("agreements.standing.inForce"),
      detail: currentVersion ?? words("agreements.standing.nonePublished"),
    },
  ];
  const signed = signature && [
    {
      term: words("agreements.standing.signedBy"),
      detail: signature.evidence?.name ?? words("agreements.erased"),
    },
    {
      term: words("agreements.standing.signedAt"),
      detail: <TimeText value={signature.signedAt} locale={locale} />,
    },
    { term: words("agreements.standing.versionSigned"), detail: signature.version },
  ];
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="standing">
      <h2 id="standing">{words("agreements.standing.title")}</h2>
      <SummaryList rows={[...rows, ...(signed ?? [])]} />
      <p>
        <a href={href("/portal/nda")}>{words("agreements.standing.link")}</a>
      </p>
    </section>
  );
}
