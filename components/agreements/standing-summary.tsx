import type { Standing } from "@/server/agreements/policy";
import type { SignatureView } from "@/server/agreements/records";
import { StatusTag, type StatusTone } from "../ui/status-tag";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";

const states: Readonly<Record<Standing, { readonly tone: StatusTone; readonly words: string }>> = {
  unsigned: { tone: "planned", words: "Not signed" },
  unacknowledged: { tone: "under-way", words: "Signed for your company; you have not acknowledged it yet" },
  ready: { tone: "done", words: "Signed, and read by you" },
};

/** Where the company and the reader stand with the agreement, in a few rows. */
export function StandingSummary({
  standing,
  currentVersion,
  signature,
}: {
  standing: Standing;
  currentVersion: string | null;
  signature: SignatureView | null;
}) {
  const { tone, words } = states[standing];
  const rows = [
    { term: "Standing", detail: <StatusTag tone={tone}>{words}</StatusTag> },
    { term: "Version in force", detail: currentVersion ?? "None is published" },
  ];
  const signed = signature && [
    { term: "Signed by", detail: signature.evidence?.name ?? "Erased" },
    { term: "Signed at", detail: <TimeText value={signature.signedAt} /> },
    { term: "Version signed", detail: signature.version },
  ];
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="standing">
      <h2 id="standing">Agreement</h2>
      <SummaryList rows={[...rows, ...(signed ?? [])]} />
      <p>
        <a href="/portal/nda">Agreement and signed records</a>
      </p>
    </section>
  );
}
