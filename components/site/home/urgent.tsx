import type { ReactNode } from "react";
import { OwnWords } from "@/components/site/own-words";
import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";

/** The one thing on the page that cannot wait: whom to tell of a suspected breach, and when they answer. */
export function Urgent({ publisher, current }: { publisher: Publisher; current: CurrentWords }) {
  const { words } = current;
  const { names, breachNotification } = publisher;
  return (
    <section aria-labelledby="urgent" className="self-start border-s-[3px] border-at-risk py-1 ps-5">
      <h2 id="urgent" className="text-lg">
        {words("home.urgent.title")}
      </h2>
      <div className="mt-2 space-y-2">
        <Route publisher={publisher} current={current} />
        <p className="text-sm text-muted">
          {words("home.urgent.told", { name: names.short, hours: breachNotification.customersHours })}
        </p>
      </div>
    </section>
  );
}

/** Opens a mail that has the subject by which the publisher knows an emergency. */
export const incidentLink = (mail: string, subject: string | null) =>
  subject === null ? `mailto:${mail}` : `mailto:${mail}?subject=${encodeURIComponent(subject)}`;

function Route({ publisher, current }: { publisher: Publisher; current: CurrentWords }) {
  const { locale, words, href } = current;
  const { mail, role, availability, subject } = publisher.contacts.incidents;
  const own = (text: ReactNode) => <OwnWords locale={locale}>{text}</OwnWords>;
  return (
    <>
      {mail === null ? (
        <p>
          {role === null ? words("home.urgent.noAddress") : words.rich("home.urgent.noAddressRole", { role, own })}{" "}
          {words.rich("home.urgent.contract", {
            link: (text) => <a href={href("/report-a-vulnerability")}>{text}</a>,
          })}
        </p>
      ) : (
        <p>
          {words.rich("home.urgent.write", {
            address: mail,
            mail: (text) => <a href={incidentLink(mail, subject)}>{text}</a>,
          })}
          {role === null ? null : <> ({own(role)})</>}
        </p>
      )}
      {mail === null || subject === null ? null : <p>{words.rich("home.urgent.subject", { subject, own })}</p>}
      {availability === null ? null : <p>{words.rich("home.urgent.availability", { availability, own })}</p>}
    </>
  );
}
