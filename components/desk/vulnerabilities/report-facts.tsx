import { reportTones } from "@/components/site/vulnerabilities/report-states";
import { Hash } from "@/components/ui/hash";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ReportAttachment, ReportDetail } from "@/server/vulnerabilities/queries";
import { localeName } from "@/server/words/locale";

/** What was reported, by whom, and where it stands. Everything typed is shown as plain text. */
export function ReportFacts({ report, current }: { report: ReportDetail; current: CurrentWords }) {
  const { locale, words } = current;
  const { state, createdAt, closedAt, attachments } = report;
  const files =
    attachments.length === 0 ? (
      words("desk.vulnerabilities.fact.noFiles")
    ) : (
      <Attachments attachments={attachments} current={current} />
    );
  return (
    <SummaryList
      rows={[
        {
          term: words("desk.vulnerabilities.stateTitle"),
          detail: <StatusTag tone={reportTones[state]}>{words(`desk.vulnerabilities.state.${state}`)}</StatusTag>,
        },
        { term: words("desk.vulnerabilities.sent"), detail: <TimeText value={createdAt} locale={locale} /> },
        ...(closedAt === null
          ? []
          : [{ term: words("desk.vulnerabilities.closed"), detail: <TimeText value={closedAt} locale={locale} /> }]),
        ...saidRows(report, current),
        { term: words("desk.vulnerabilities.fact.files"), detail: files },
        ...thanksRows(report, current),
      ]}
    />
  );
}

function saidRows({ details }: ReportDetail, { words }: CurrentWords): SummaryRow[] {
  if (details === null)
    return [{ term: words("desk.vulnerabilities.fact.said"), detail: words("desk.vulnerabilities.erased") }];
  const typed = (text: string, absent = words("desk.vulnerabilities.fact.notSaid")) =>
    text === "" ? absent : <p className="whitespace-pre-line wrap-anywhere">{text}</p>;
  return [
    { term: words("desk.vulnerabilities.fact.summary"), detail: typed(details.summary) },
    { term: words("desk.vulnerabilities.fact.details"), detail: typed(details.details) },
    { term: words("desk.vulnerabilities.fact.place"), detail: typed(details.place) },
    { term: words("desk.vulnerabilities.fact.steps"), detail: typed(details.steps) },
    {
      term: words("desk.vulnerabilities.reporter"),
      detail: typed(details.name, words("desk.vulnerabilities.fact.noName")),
    },
    {
      term: words("desk.vulnerabilities.fact.email"),
      detail: typed(details.email, words("desk.vulnerabilities.fact.noEmail")),
    },
    { term: words("desk.vulnerabilities.fact.language"), detail: localeName[details.locale] },
  ];
}

function Attachments({
  attachments,
  current: { locale, words },
}: {
  attachments: readonly ReportAttachment[];
  current: CurrentWords;
}) {
  return (
    <ul className="space-y-3">
      {attachments.map(({ id, name, bytes, sha256 }) => (
        <li key={id}>
          <a href={`/desk/vulnerabilities/attachments/${id}`} className="wrap-anywhere">
            {name}
          </a>{" "}
          <span className="text-muted">{words("desk.vulnerabilities.fact.attachment", { bytes })}</span>
          <br />
          <Hash value={sha256} kind={words("desk.vulnerabilities.fact.hashOf", { name })} locale={locale} />
        </li>
      ))}
    </ul>
  );
}

function thanksRows({ creditedAs, creditedAt }: ReportDetail, { locale, words }: CurrentWords): SummaryRow[] {
  const term = words("desk.vulnerabilities.thanks");
  if (creditedAs === null) return [{ term, detail: words("desk.vulnerabilities.fact.noThanks") }];
  return [
    {
      term,
      detail: words.rich("desk.vulnerabilities.fact.thanksAs", {
        name: () => <bdi className="wrap-anywhere">{creditedAs}</bdi>,
      }),
    },
    {
      term: words("desk.vulnerabilities.fact.thanked"),
      detail:
        creditedAt === null ? (
          words("desk.vulnerabilities.fact.notYet")
        ) : (
          <TimeText value={creditedAt} locale={locale} />
        ),
    },
  ];
}
