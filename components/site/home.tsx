import { ProgrammeTable } from "@/components/site/programme-table";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { currentPack } from "@/server/content/current-pack";
import type { Page } from "@/server/content/pack";
import { notStated, type Publisher } from "@/server/content/publisher-schema";
import { now } from "@/server/platform/clock";

/** What a visitor decides by: what there is to read, where each programme stands, how to get the rest, how to report a problem. */
export async function Home() {
  const pack = await currentPack();
  const { names } = pack.publisher;
  return (
    <>
      <PageHeader
        title={`${names.short} trust centre`}
        lead={`How ${names.legal} protects its customers’ data: what it has in place, what is planned, and how to see the evidence.`}
        actions={
          <>
            <ButtonLink href="/trust" tone="primary">
              Read how data is protected
            </ButtonLink>
            <ButtonLink href="/request-access" tone="secondary">
              Request the security pack
            </ButtonLink>
          </>
        }
      />
      <section aria-labelledby="documents">
        <h2 id="documents">Documents</h2>
        <Documents pages={["trust", "toms"].flatMap((name) => pack.pages[name] ?? [])} />
      </section>
      <section aria-labelledby="programmes">
        <h2 id="programmes">Where each programme stands</h2>
        <ProgrammeTable programmes={pack.programmes} at={now()} />
      </section>
      <section aria-labelledby="pack" className="prose">
        <h2 id="pack">The security pack</h2>
        <p>
          Customers read the full pack under a confidentiality agreement: <a href="/request-access">ask for access</a>{" "}
          with your work e-mail, confirm it, have your signatory sign on the page, and download. Who has an account{" "}
          <a href="/sign-in">signs in</a>.
        </p>
      </section>
      <section aria-labelledby="report">
        <h2 id="report">Report a problem</h2>
        <Contacts publisher={pack.publisher} />
      </section>
    </>
  );
}

function Documents({ pages }: { pages: readonly Page[] }) {
  return (
    <Table
      caption="Documents and their versions"
      captionHidden
      columns={[
        { header: "Document", cell: ({ address, meta }) => <a href={address}>{meta.title}</a> },
        { header: "Version", cell: ({ meta }) => (meta.status === "draft" ? `${meta.version} (draft)` : meta.version) },
        { header: "Effective", cell: ({ meta }) => <TimeText value={meta.effectiveDate} precision="day" /> },
        {
          header: "Next review",
          cell: ({ meta }) =>
            meta.nextReview === null ? notStated : <TimeText value={meta.nextReview} precision="day" />,
        },
      ]}
      rows={pages}
      rowKey={({ name }) => name}
      empty="The publisher has published no documents."
    />
  );
}

function Contacts({ publisher: { contacts } }: { publisher: Publisher }) {
  const { incidents } = contacts;
  const mail = (address: string | null) => (address === null ? notStated : <a href={`mailto:${address}`}>{address}</a>);
  const urgent = [incidents.role, incidents.availability, incidents.subject && `subject “${incidents.subject}”`]
    .filter(Boolean)
    .join(", ");
  return (
    <SummaryList
      rows={[
        { term: "A vulnerability", detail: mail(contacts.security) },
        {
          term: "A suspected breach of your data",
          detail: (
            <>
              {mail(incidents.mail)}
              {urgent === "" ? null : ` (${urgent})`}
            </>
          ),
        },
        { term: "Questions about the programme", detail: mail(contacts.trust) },
      ]}
    />
  );
}
