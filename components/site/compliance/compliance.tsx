import type { ReactNode } from "react";
import { OwnWords } from "@/components/site/own-words";
import { PageHeader } from "@/components/ui/page-header";
import { ReadingLayout } from "@/components/ui/reading-layout";
import { SectionHeading } from "@/components/ui/section-heading";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { quarterStanding } from "@/server/content/calendar";
import { checkOutdated } from "@/server/content/concerns";
import type { Programme } from "@/server/content/facts-schema";
import type { Pack, Page } from "@/server/content/pack";
import { EvidenceInShort, EvidenceText, StageTag, Standing, Targets, type Told } from "./standing";

/** Every programme twice: as a row to compare, and as a section of its own with all that is stated of it. */
export function Compliance({ pack, at, current }: Told & { pack: Pack }) {
  const { programmes, publisher } = pack;
  const { locale, words } = current;
  const sections = [
    { id: "overview", title: words("compliance.overview") },
    ...programmes.map(({ id, framework }) => ({ id, title: framework })),
  ];
  return (
    <>
      <PageHeader
        title={words("compliance.title")}
        lead={words("compliance.lead", { name: publisher.names.short })}
        meta={<p className="text-muted">{words("compliance.summary", counts(programmes, at))}</p>}
      />
      <ReadingLayout sections={sections} locale={locale}>
        <SectionHeading level={2} id="overview" locale={locale}>
          {words("compliance.overview")}
        </SectionHeading>
        <Overview programmes={programmes} at={at} current={current} />
        {programmes.map((programme) => (
          <ProgrammeSection key={programme.id} pack={pack} programme={programme} at={at} current={current} />
        ))}
      </ReadingLayout>
    </>
  );
}

function counts(programmes: readonly Programme[], at: Date) {
  const targets = programmes.flatMap((programme) => programme.targets);
  return {
    total: programmes.length,
    evidenced: programmes.filter(({ evidence }) => evidence !== null && evidence.where !== null).length,
    passed: targets.filter(({ quarter }) => quarterStanding(quarter, at).passed).length,
  };
}

function Overview({ programmes, at, current }: Told & { programmes: readonly Programme[] }) {
  const { locale, words } = current;
  return (
    <Table
      caption={words("compliance.title")}
      captionHidden
      columns={[
        {
          header: words("compliance.column.programme"),
          cell: ({ id, framework }) => (
            <a href={`#${id}`}>
              <OwnWords locale={locale}>{framework}</OwnWords>
            </a>
          ),
        },
        {
          header: words("compliance.column.standing"),
          cell: (programme) => <Standing programme={programme} at={at} current={current} />,
        },
        {
          header: words("compliance.statement"),
          cell: ({ statement }) => <OwnWords locale={locale}>{statement}</OwnWords>,
        },
        {
          header: words("compliance.column.evidence"),
          cell: ({ evidence }) => <EvidenceInShort evidence={evidence} current={current} />,
        },
      ]}
      rows={programmes}
      rowKey={({ id }) => id}
      empty={words("compliance.empty")}
    />
  );
}

/** What the publisher says comes first; the facts about it stand below in one quiet block. */
function ProgrammeSection({ pack, programme, at, current }: Told & { pack: Pack; programme: Programme }) {
  const { locale, words } = current;
  const { id, framework, statement, alsoStated } = programme;
  return (
    <>
      <SectionHeading level={2} id={id} locale={locale}>
        <OwnWords locale={locale}>{framework}</OwnWords>
      </SectionHeading>
      <p className="text-lg">
        <OwnWords locale={locale}>{statement}</OwnWords>
      </p>
      {alsoStated.map((each) => (
        <p key={each}>
          <span className="text-muted">{words("compliance.alsoStated")}</span>{" "}
          <OwnWords locale={locale}>{each}</OwnWords>
        </p>
      ))}
      <div>
        <dl className="grid gap-x-10 gap-y-4 border-t border-hairline pt-4 text-base sm:grid-cols-2 xl:grid-cols-3">
          {factsOf(pack, programme, { at, current }).map(({ term, detail }) => (
            <div key={term}>
              <dt className="text-sm font-normal text-muted">{term}</dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}

function factsOf(pack: Pack, programme: Programme, { at, current }: Told): { term: string; detail: ReactNode }[] {
  const { words } = current;
  const { stage, evidence } = programme;
  return [
    { term: words("compliance.column.standing"), detail: <StageTag stage={stage} current={current} /> },
    {
      term: words("compliance.column.target"),
      detail: <Targets programme={programme} at={at} current={current} />,
    },
    { term: words("compliance.column.evidence"), detail: <EvidenceText evidence={evidence} current={current} /> },
    { term: words("compliance.scope"), detail: <Scope programme={programme} current={current} /> },
    { term: words("compliance.stated"), detail: <Source pack={pack} programme={programme} current={current} /> },
    {
      term: words("compliance.column.checked"),
      detail: <LastChecked programme={programme} at={at} current={current} />,
    },
  ];
}

function Scope({ programme: { scope }, current: { locale, words } }: { programme: Programme; current: CurrentWords }) {
  if (scope === null) return <span className="text-muted">{words("site.notStated")}</span>;
  return <OwnWords locale={locale}>{scope}</OwnWords>;
}

function Source({
  pack,
  programme: { section },
  current: { locale, href },
}: {
  pack: Pack;
  programme: Programme;
  current: CurrentWords;
}) {
  const [address, anchor] = section.split("#");
  const page = Object.values(pack.pages).find((known) => known.address === address);
  const title = page === undefined ? section : `${page.meta.title}: ${headingOf(page, anchor) ?? section}`;
  return (
    <a href={href(section)}>
      <OwnWords locale={locale}>{title}</OwnWords>
    </a>
  );
}

const headingOf = (page: Page, anchor: string | undefined) => page.anchors.find(({ id }) => id === anchor)?.title;

function LastChecked({ programme: { lastChecked }, at, current: { locale, words } }: Told & { programme: Programme }) {
  if (lastChecked === null) return <span className="text-muted">{words("site.notStated")}</span>;
  return (
    <>
      <TimeText value={lastChecked} precision="day" locale={locale} />
      {checkOutdated(lastChecked, at) ? <span className="text-muted"> ({words("compliance.outdated")})</span> : null}
    </>
  );
}
