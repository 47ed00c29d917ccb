import type { ReactNode } from "react";
import { OwnWords } from "@/components/site/own-words";
import { SummaryList } from "@/components/ui/summary-list";
import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";
import type { SecurityContact } from "@/server/vulnerabilities/security-contact";
import { incidentLink } from "./urgent";

/** Whom to write to about what; the urgent route stands at the top of the page too. */
export function ReportProblem({
  publisher,
  security,
  current,
}: {
  publisher: Publisher;
  security: SecurityContact | null;
  current: CurrentWords;
}) {
  const { words } = current;
  const { contacts, questionReplyBusinessDays: days } = publisher;
  return (
    <section aria-labelledby="report">
      <h2 id="report">{words("home.report.title")}</h2>
      <SummaryList
        rows={[
          {
            term: words("home.report.vulnerability"),
            detail: <VulnerabilityRoute security={security} current={current} />,
          },
          {
            term: words("home.report.breach"),
            detail: <BreachRoute incidents={contacts.incidents} current={current} />,
          },
          {
            term: words("home.report.questions"),
            detail: (
              <>
                <Mail address={contacts.trust} href={`mailto:${contacts.trust}`} current={current} />
                {days === null ? null : ` (${words("home.report.reply", { days })})`}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function VulnerabilityRoute({ security, current }: { security: SecurityContact | null; current: CurrentWords }) {
  const { words, href } = current;
  const form = <a href={href("/report-a-vulnerability")}>{words("home.report.form")}</a>;
  if (security === null) return form;
  const { address, demonstration } = security;
  const mail = (text: ReactNode) => <a href={`mailto:${address}`}>{text}</a>;
  return (
    <>
      {form} {words.rich("home.report.orMail", { address, mail })}
      {demonstration ? ` (${words("vulnerability.encrypted.demonstration")})` : null}
    </>
  );
}

function BreachRoute({
  incidents: { mail, role, availability, subject },
  current,
}: {
  incidents: Publisher["contacts"]["incidents"];
  current: CurrentWords;
}) {
  const when = [role, availability].filter((part) => part !== null).join(", ");
  return (
    <>
      <Mail address={mail} href={mail === null ? "" : incidentLink(mail, subject)} current={current} />
      {when === "" ? null : (
        <>
          {" "}
          (<OwnWords locale={current.locale}>{when}</OwnWords>)
        </>
      )}
    </>
  );
}

function Mail({ address, href, current }: { address: string | null; href: string; current: CurrentWords }) {
  if (address === null) return <span className="text-muted">{current.words("site.notStated")}</span>;
  return <a href={href}>{address}</a>;
}
