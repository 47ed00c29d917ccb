import { PublicPage } from "@/components/site/public-page";
import { EncryptedMail } from "@/components/site/vulnerabilities/encrypted-mail";
import { ReportForm } from "@/components/site/vulnerabilities/report-form";
import { ReportReceived } from "@/components/site/vulnerabilities/report-received";
import { UrgentRoute } from "@/components/site/vulnerabilities/urgent-route";
import { PageHeader } from "@/components/ui/page-header";
import { currentAnswer } from "@/server/access/current-answer";
import { currentWords } from "@/server/access/current-words";
import { idle } from "@/server/access/form-state";
import { formToken } from "@/server/access/form-token";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { reportAnswers } from "@/server/vulnerabilities/posted-answer";
import { securityContact } from "@/server/vulnerabilities/security-contact";
import { reportPath, securityKey } from "@/server/vulnerabilities/security-text";

/** The form, or what became of it. */
export async function ReportPage() {
  const current = await currentWords();
  const { words, href } = current;
  const answer = await currentAnswer(reportAnswers);
  if (answer?.kind === "received")
    return (
      <PublicPage path={reportPath}>
        <ReportReceived reference={answer.reference} mailed={answer.mailed} current={current} />
      </PublicPage>
    );
  const [contact, key, { publisher }] = await Promise.all([securityContact(), securityKey(), currentPack()]);
  const refused = answer?.kind === "refused" ? answer : undefined;
  return (
    <PublicPage path={reportPath}>
      <PageHeader title={words("vulnerability.title")} lead={words("vulnerability.lead")} />
      <div className="max-w-xl space-y-12">
        <UrgentRoute stated={publisher.contacts.incidents.mail !== null} current={current} />
        <ReportForm
          state={refused?.state ?? idle}
          token={refused?.token ?? formToken(settings().authSecret ?? "", now())}
          keptDays={publisher.portal.keep.closedVulnerabilityReportsDays}
          current={current}
        />
        <section aria-labelledby="encrypted" className="space-y-3">
          <h2 id="encrypted">{words("vulnerability.encrypted.title")}</h2>
          <EncryptedMail contact={contact} securityKey={key} current={current} />
        </section>
        <section className="space-y-3">
          <p>
            {words.rich("vulnerability.after.follow", {
              link: (text) => <a href={href(`${reportPath}/status`)}>{text}</a>,
            })}
          </p>
          <p>
            {words.rich("vulnerability.after.thanks", {
              link: (text) => <a href={href("/acknowledgements")}>{text}</a>,
            })}
          </p>
        </section>
      </div>
    </PublicPage>
  );
}
