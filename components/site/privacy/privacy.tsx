import { PageHeader } from "@/components/ui/page-header";
import { ReadingLayout } from "@/components/ui/reading-layout";
import { SectionHeading } from "@/components/ui/section-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";
import { deviceRecords, keptRecords } from "@/server/site/privacy";

interface Parts {
  readonly publisher: Publisher;
  readonly current: CurrentWords;
}

/** What the portal keeps of people, from the settings in force. */
export function Privacy({ publisher, timestamps, current }: Parts & { timestamps: boolean }) {
  const { locale, words, href } = current;
  const { short: name } = publisher.names;
  const records = keptRecords(publisher, words);
  return (
    <>
      <PageHeader
        title={words("privacy.title")}
        lead={words("privacy.lead")}
        meta={
          <p>
            {words("privacy.scope", { name })} <a href={href("/trust")}>{words("privacy.readTrust")}</a>.
          </p>
        }
      />
      <ReadingLayout sections={contents(current, records)} locale={locale}>
        <SectionHeading level={2} id="in-short" locale={locale}>
          {words("privacy.short.title")}
        </SectionHeading>
        <ul>
          <li>{words("privacy.short.cookies")}</li>
          <li>{words("privacy.short.tracking")}</li>
          <li>{words("privacy.short.encrypted")}</li>
        </ul>
        <SectionHeading level={2} id="kept" locale={locale}>
          {words("privacy.kept.title")}
        </SectionHeading>
        {records.map(({ id, title, holds, why, until }) => (
          <section key={id} aria-labelledby={id}>
            <SectionHeading level={3} id={id} locale={locale}>
              {title}
            </SectionHeading>
            <SummaryList
              rows={[
                { term: words("privacy.kept.holds"), detail: holds },
                { term: words("privacy.kept.why"), detail: why },
                { term: words("privacy.kept.until"), detail: until },
              ]}
            />
          </section>
        ))}
        <Device current={current} />
        <Recipients name={name} timestamps={timestamps} current={current} />
        <Rights publisher={publisher} current={current} />
      </ReadingLayout>
    </>
  );
}

const contents = ({ words }: CurrentWords, records: readonly { id: string; title: string }[]) => [
  { id: "in-short", title: words("privacy.short.title") },
  { id: "kept", title: words("privacy.kept.title"), sections: records.map(({ id, title }) => ({ id, title })) },
  { id: "device", title: words("privacy.device.title") },
  { id: "recipients", title: words("privacy.recipients.title") },
  { id: "rights", title: words("privacy.rights.title") },
];

function Device({ current: { locale, words } }: { current: CurrentWords }) {
  return (
    <>
      <SectionHeading level={2} id="device" locale={locale}>
        {words("privacy.device.title")}
      </SectionHeading>
      <p>{words("privacy.device.lead")}</p>
      <Table
        caption={words("privacy.device.title")}
        captionHidden
        columns={[
          { header: words("privacy.device.name"), cell: ({ name }) => <code>{name}</code> },
          { header: words("privacy.device.kind"), cell: ({ kind }) => words(`privacy.device.${kind}`) },
          { header: words("privacy.device.purpose"), cell: ({ purpose }) => purpose },
          { header: words("privacy.device.until"), cell: ({ until }) => until },
        ]}
        rows={deviceRecords(words)}
        rowKey={({ name }) => name}
        empty={null}
      />
    </>
  );
}

function Recipients({
  name,
  timestamps,
  current: { locale, words },
}: {
  name: string;
  timestamps: boolean;
  current: CurrentWords;
}) {
  return (
    <>
      <SectionHeading level={2} id="recipients" locale={locale}>
        {words("privacy.recipients.title")}
      </SectionHeading>
      <ul>
        <li>{words("privacy.recipients.staff", { name })}</li>
        <li>{words("privacy.recipients.mail", { name })}</li>
        {timestamps ? <li>{words("privacy.recipients.timestamp")}</li> : null}
      </ul>
      <p>{words("privacy.recipients.nobody")}</p>
    </>
  );
}

function Rights({ publisher: { contacts }, current: { locale, words } }: Parts) {
  const { trust } = contacts;
  return (
    <>
      <SectionHeading level={2} id="rights" locale={locale}>
        {words("privacy.rights.title")}
      </SectionHeading>
      <p>{words("privacy.rights.text")}</p>
      <p>
        {trust === null ? (
          words("privacy.rights.contactNotStated")
        ) : (
          <>
            {words("privacy.rights.contact")} <a href={`mailto:${trust}`}>{trust}</a>.
          </>
        )}
      </p>
      <p>{words("privacy.rights.authority")}</p>
    </>
  );
}
