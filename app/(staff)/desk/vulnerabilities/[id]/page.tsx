import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DoneCallout } from "@/components/desk/done-callout";
import { ReportFacts } from "@/components/desk/vulnerabilities/report-facts";
import { MoveForm, NoteForm, TellForm, ThanksForm } from "@/components/desk/vulnerabilities/report-forms";
import { erased } from "@/components/desk/vulnerabilities/report-words";
import { ReportMessages } from "@/components/site/vulnerabilities/report-messages";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentPack } from "@/server/content/current-pack";
import { readReport } from "@/server/vulnerabilities/queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../desk-parameters";

export const metadata: Metadata = { title: "Vulnerability report" };

const sentences = {
  moved: "The state was changed.",
  told: "The message was sent.",
  noted: "The note was kept.",
  thanked: "The reporter is named on the public page.",
  unthanked: "The reporter is no longer named.",
};

export default async function VulnerabilityPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("vulnerability:handle");
  const report = await readReport(viewer, (await currentPack()).name, await idOf(params));
  if (report === null) notFound();
  const { details, messages } = report;
  return (
    <DeskFrame viewer={viewer} path={`/desk/vulnerabilities/${report.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Vulnerabilities", href: "/desk/vulnerabilities" }]} />
        <PageHeader
          title={<span className="wrap-anywhere">{details?.summary ?? erased}</span>}
          eyebrow="Vulnerability report"
        />
      </div>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} />
      <ReportFacts report={report} />
      {details === null ? null : (
        <>
          <section aria-labelledby="state" className="space-y-6">
            <h2 id="state">State</h2>
            <MoveForm report={report} />
          </section>
          <section aria-labelledby="messages" className="space-y-6">
            <h2 id="messages">Messages</h2>
            {messages.length === 0 ? null : (
              <ReportMessages
                messages={messages}
                author={(from) => (from === "staff" ? "Staff wrote" : "The reporter wrote")}
                erased={erased}
                locale="en"
              />
            )}
            <TellForm report={report} />
          </section>
          <section aria-labelledby="internal" className="space-y-6">
            <h2 id="internal">For staff</h2>
            <NoteForm report={report} />
          </section>
        </>
      )}
      <section aria-labelledby="public" className="space-y-6">
        <h2 id="public">Public thanks</h2>
        <ThanksForm report={report} />
      </section>
    </DeskFrame>
  );
}
