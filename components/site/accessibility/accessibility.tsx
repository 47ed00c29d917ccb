import { OwnWords } from "@/components/site/own-words";
import { PageHeader } from "@/components/ui/page-header";
import { Prose } from "@/components/ui/prose";
import { SectionHeading } from "@/components/ui/section-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { Measurement } from "@/server/site/accessibility";

/** A true statement: the aim, what was measured and when, what was not, and whom to tell. */
export function Accessibility({
  contact,
  measurement,
  current,
}: {
  /** Null: not stated by the publisher. */
  contact: string | null;
  /** Null: not measured yet. */
  measurement: Measurement | null;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const heading = (id: "aim" | "measured" | "limits" | "contact") => (
    <SectionHeading level={2} id={id} locale={locale}>
      {words(`accessibility.${id}.title`)}
    </SectionHeading>
  );
  return (
    <>
      <PageHeader title={words("accessibility.title")} lead={words("accessibility.lead")} />
      <Prose>
        {heading("aim")}
        <p>{words("accessibility.aim.text")}</p>
        <p>{words("accessibility.aim.status")}</p>
        {heading("measured")}
        {measurement === null ? (
          <p>{words("accessibility.measured.notYet")}</p>
        ) : (
          <Measured measurement={measurement} current={current} />
        )}
        {heading("limits")}
        <ul>
          <li>{words("accessibility.limits.people")}</li>
          <li>{words("accessibility.limits.publisherText")}</li>
          <li>{words("accessibility.limits.downloads")}</li>
          {measurement?.notMeasured.map((each) => (
            <li key={each}>
              <OwnWords locale={locale}>{each}</OwnWords>
            </li>
          ))}
        </ul>
        {heading("contact")}
        {contact === null ? (
          <p>{words("accessibility.contact.notStated")}</p>
        ) : (
          <p>
            {words("accessibility.contact.text")} <a href={`mailto:${contact}`}>{contact}</a>.
          </p>
        )}
        <p>{words("accessibility.contact.authority")}</p>
      </Prose>
    </>
  );
}

function Measured({
  measurement: { measuredAt, pages, findings, tools },
  current: { locale, words },
}: {
  measurement: Measurement;
  current: CurrentWords;
}) {
  return (
    <>
      <SummaryList
        rows={[
          {
            term: words("accessibility.measured.when"),
            detail: <TimeText value={new Date(measuredAt)} precision="day" locale={locale} />,
          },
          {
            term: words("accessibility.measured.pages"),
            detail: words("accessibility.measured.count", { count: pages }),
          },
          {
            term: words("accessibility.measured.findings"),
            detail: words("accessibility.measured.count", { count: findings }),
          },
          {
            term: words("accessibility.measured.tools"),
            detail: tools
              .map(({ name, version }) => words("accessibility.measured.tool", { name, version }))
              .join(", "),
          },
        ]}
      />
      <p>
        {findings === 0
          ? words("accessibility.measured.none")
          : words("accessibility.measured.some", { count: findings })}
      </p>
    </>
  );
}
