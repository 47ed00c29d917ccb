import { notFound } from "next/navigation";
import { DoneCallout } from "@/components/desk/done-callout";
import { ReportFacts } from "@/components/desk/vulnerabilities/report-facts";
import { MoveForm, NoteForm, TellForm, ThanksForm } from "@/components/desk/vulnerabilities/report-forms";
import { ReportMessages } from "@/components/site/vulnerabilities/report-messages";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { readReport } from "@/server/vulnerabilities/queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

const done = ["moved", "told", "noted", "thanked", "unthanked"] as const;

export const generateMetadata = pageTitle("desk.vulnerabilities.one");

export default async function VulnerabilityPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("vulnerability:handle");
  const current = await currentWords();
  const { locale, words, href } = current;
  const report = await readReport(viewer, (await currentPack()).name, await idOf(params));
  if (report === null) notFound();
  const { details, messages } = report;
  const sentences = Object.fromEntries(done.map((each) => [each, words(`desk.vulnerabilities.done.${each}`)]));
  const erased = words("desk.vulnerabilities.erased");
  return (
    <DeskFrame viewer={viewer} path={`/desk/vulnerabilities/${report.id}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("desk.vulnerabilities.title"), href: href("/desk/vulnerabilities") }]}
          locale={locale}
        />
        <PageHeader
          title={<span className="wrap-anywhere">{details?.summary ?? erased}</span>}
          eyebrow={words("desk.vulnerabilities.one")}
        />
      </div>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      <ReportFacts report={report} current={current} />
      {details === null ? null : (
        <>
          <section aria-labelledby="state" className="space-y-6">
            <h2 id="state">{words("desk.vulnerabilities.stateTitle")}</h2>
            <MoveForm report={report} current={current} />
          </section>
          <section aria-labelledby="messages" className="space-y-6">
            <h2 id="messages">{words("desk.vulnerabilities.messages")}</h2>
            {messages.length === 0 ? null : (
              <ReportMessages
                messages={messages}
                author={(from) =>
                  words(from === "staff" ? "desk.vulnerabilities.fromStaff" : "desk.vulnerabilities.fromReporter")
                }
                erased={erased}
                locale={locale}
              />
            )}
            <TellForm report={report} current={current} />
          </section>
          <section aria-labelledby="internal" className="space-y-6">
            <h2 id="internal">{words("desk.vulnerabilities.internal")}</h2>
            <NoteForm report={report} current={current} />
          </section>
        </>
      )}
      <section aria-labelledby="public" className="space-y-6">
        <h2 id="public">{words("desk.vulnerabilities.thanks")}</h2>
        <ThanksForm report={report} current={current} />
      </section>
    </DeskFrame>
  );
}
