import { PostedForm } from "@/components/site/posted-form";
import { PublicPage } from "@/components/site/public-page";
import { ReportMessages } from "@/components/site/vulnerabilities/report-messages";
import { reportTones } from "@/components/site/vulnerabilities/report-states";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import { PageHeader } from "@/components/ui/page-header";
import { Reference } from "@/components/ui/reference";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import { currentAnswer } from "@/server/access/current-answer";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { type FormState, idle } from "@/server/access/form-state";
import { currentPack } from "@/server/content/current-pack";
import { type PostedAnswer, reportAnswers } from "@/server/vulnerabilities/posted-answer";
import type { FollowedReport } from "@/server/vulnerabilities/queries";
import { reportPath } from "@/server/vulnerabilities/security-text";

const path = `${reportPath}/status`;

/** Where a reporter follows the report: the reference is posted, and so stands in no address. */
export async function StatusPage() {
  const current = await currentWords();
  const answer = await currentAnswer(reportAnswers);
  return (
    <PublicPage path={path}>
      {answer?.kind === "followed" ? (
        <Followed answer={answer} current={current} />
      ) : (
        <Ask state={answer?.kind === "unknown" ? answer.state : idle} current={current} />
      )}
    </PublicPage>
  );
}

function Ask({ state, current: { words, locale, href } }: { state: FormState; current: CurrentWords }) {
  return (
    <>
      <PageHeader title={words("vulnerability.status.title")} lead={words("vulnerability.status.lead")} />
      <PostedForm id="status" action={href(path)} state={state} locale={locale}>
        <TextField
          name="reference"
          label={words("vulnerability.status.reference")}
          hint={words("vulnerability.status.referenceHint")}
          autoComplete="off"
          spellCheck={false}
        />
        <SubmitButton>{words("vulnerability.status.show")}</SubmitButton>
      </PostedForm>
    </>
  );
}

async function Followed({
  answer: { report, added, state },
  current,
}: {
  answer: Extract<PostedAnswer, { kind: "followed" }>;
  current: CurrentWords;
}) {
  const { words, locale, href } = current;
  const publisher = (await currentPack()).publisher.names.short;
  const author = (from: "staff" | "reporter") =>
    from === "staff"
      ? words("vulnerability.status.fromStaff", { publisher })
      : words("vulnerability.status.fromReporter");
  return (
    <>
      <PageHeader title={words("vulnerability.status.title")} />
      <div className="max-w-2xl space-y-10">
        {added ? (
          <Callout tone="success" live locale={locale}>
            {words("vulnerability.status.added")}
          </Callout>
        ) : null}
        <SummaryList rows={rowsOf(report, current)} />
        <section aria-labelledby="messages" className="space-y-4">
          <h2 id="messages">{words("vulnerability.status.messages")}</h2>
          {report.messages.length === 0 ? (
            <p>{words("vulnerability.status.none")}</p>
          ) : (
            <ReportMessages
              messages={report.messages}
              author={author}
              erased={words("vulnerability.status.erased")}
              locale={locale}
            />
          )}
        </section>
        {report.summary === null ? null : <Addition report={report} state={state} current={current} />}
        <p>
          <a href={href(path)}>{words("vulnerability.status.another")}</a>
        </p>
      </div>
    </>
  );
}

function Addition({
  report,
  state,
  current: { words, locale, href },
}: {
  report: FollowedReport;
  state: FormState;
  current: CurrentWords;
}) {
  return (
    <PostedForm id="addition" action={href(path)} state={state} locale={locale}>
      <input type="hidden" name="reference" value={report.reference} />
      <TextArea name="text" label={words("vulnerability.status.add")} hint={words("vulnerability.status.addHint")} />
      <SubmitButton>{words("vulnerability.status.send")}</SubmitButton>
    </PostedForm>
  );
}

function rowsOf(report: FollowedReport, { words, locale }: CurrentWords): SummaryRow[] {
  const { state, reference, createdAt, closedAt, summary } = report;
  const closed =
    closedAt === null
      ? []
      : [{ term: words("vulnerability.status.closed"), detail: <TimeText value={closedAt} locale={locale} /> }];
  return [
    {
      term: words("vulnerability.status.state"),
      detail: <StatusTag tone={reportTones[state]}>{words(`vulnerability.state.${state}`)}</StatusTag>,
    },
    { term: words("vulnerability.status.reference"), detail: <Reference>{reference}</Reference> },
    { term: words("vulnerability.status.sent"), detail: <TimeText value={createdAt} locale={locale} /> },
    ...closed,
    {
      term: words("vulnerability.status.summary"),
      detail: <span className="wrap-anywhere">{summary ?? words("vulnerability.status.erased")}</span>,
    },
  ];
}
