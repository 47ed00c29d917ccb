import { erased, stateLabels } from "@/components/desk/vulnerabilities/report-words";
import { reportTones } from "@/components/site/vulnerabilities/report-states";
import { Hash } from "@/components/ui/hash";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { ReportAttachment, ReportDetail } from "@/server/vulnerabilities/queries";
import { localeName } from "@/server/words/locale";

/** What was reported, by whom, and where it stands. Everything typed is shown as plain text. */
export function ReportFacts({ report }: { report: ReportDetail }) {
  const { state, createdAt, closedAt, attachments } = report;
  return (
    <SummaryList
      rows={[
        { term: "State", detail: <StatusTag tone={reportTones[state]}>{stateLabels[state]}</StatusTag> },
        { term: "Sent", detail: <TimeText value={createdAt} /> },
        ...(closedAt === null ? [] : [{ term: "Closed", detail: <TimeText value={closedAt} /> }]),
        ...saidRows(report),
        {
          term: "Files",
          detail: attachments.length === 0 ? "None" : <Attachments attachments={attachments} />,
        },
        ...thanksRows(report),
      ]}
    />
  );
}

function saidRows({ details }: ReportDetail): SummaryRow[] {
  if (details === null) return [{ term: "What it said", detail: erased }];
  return [
    { term: "Summary", detail: typed(details.summary) },
    { term: "Description", detail: typed(details.details) },
    { term: "Where", detail: typed(details.place) },
    { term: "How to see it", detail: typed(details.steps) },
    { term: "Reporter", detail: typed(details.name, "No name given") },
    {
      term: "E-mail address",
      detail: typed(details.email, "None: the reporter can only come back to the status page"),
    },
    { term: "Written to in", detail: localeName[details.locale] },
  ];
}

const typed = (text: string, absent = "Not said") =>
  text === "" ? absent : <p className="whitespace-pre-line wrap-anywhere">{text}</p>;

function Attachments({ attachments }: { attachments: readonly ReportAttachment[] }) {
  return (
    <ul className="space-y-3">
      {attachments.map(({ id, name, bytes, sha256 }) => (
        <li key={id}>
          <a href={`/desk/vulnerabilities/attachments/${id}`} className="wrap-anywhere">
            {name}
          </a>{" "}
          <span className="text-muted">{bytes.toLocaleString("en-GB")} bytes, from a stranger: open it with care</span>
          <br />
          <Hash value={sha256} kind={`SHA-256 of ${name}`} />
        </li>
      ))}
    </ul>
  );
}

function thanksRows({ creditedAs, creditedAt }: ReportDetail): SummaryRow[] {
  if (creditedAs === null) return [{ term: "Public thanks", detail: "The reporter did not agree to any" }];
  return [
    { term: "Public thanks", detail: <bdi className="wrap-anywhere">as {creditedAs}</bdi> },
    {
      term: "Thanked",
      detail: creditedAt === null ? "Not yet" : <TimeText value={creditedAt} />,
    },
  ];
}
