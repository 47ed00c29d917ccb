import { changeTones, daysLeft, headline } from "@/components/site/subprocessors/change-words";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";
import { standingAt } from "@/server/subprocessors/changes/lifecycle";
import { type ChangeSummary, changesOnPage } from "@/server/subprocessors/changes/queries";

interface PublicChangesProps {
  readonly publisher: Publisher;
  /** Null on a later page, where past changes alone go on. */
  readonly coming: readonly ChangeSummary[] | null;
  readonly past: readonly ChangeSummary[];
  readonly at: Date;
  readonly current: CurrentWords;
}

/** Every change that was announced: what is coming first, then what is over. */
export function PublicChanges({ publisher, coming, past, at, current }: PublicChangesProps) {
  const { locale, words, href } = current;
  const path = href("/subprocessors/changes");
  const last = past.at(-1);
  return (
    <>
      <PageHeader
        title={words("changes.public.title")}
        lead={words("changes.public.lead", { name: publisher.names.short })}
      />
      <p className="max-w-prose">{words("changes.public.rule", { days: publisher.noticeDays })}</p>
      {coming === null ? null : (
        <section aria-labelledby="coming" className="space-y-4">
          <h2 id="coming">{words("changes.public.coming")}</h2>
          <Table
            caption={words("changes.public.comingCaption")}
            captionHidden
            columns={comingColumns(at, current)}
            rows={coming}
            rowKey={({ id }) => id}
            empty={words("changes.public.comingEmpty")}
          />
        </section>
      )}
      <section aria-labelledby="past" className="space-y-4">
        <h2 id="past">{words("changes.public.past")}</h2>
        <Table
          caption={words("changes.public.pastCaption")}
          captionHidden
          columns={pastColumns(at, current)}
          rows={past}
          rowKey={({ id }) => id}
          empty={words(coming === null ? "changes.public.pastEnd" : "changes.public.pastEmpty")}
        />
        <Pagination
          label={words("changes.public.pages")}
          locale={locale}
          {...(last === undefined || past.length < changesOnPage ? {} : { next: `${path}?before=${last.id}` })}
        />
        {coming === null ? (
          <p>
            <a href={path}>{words("changes.public.first")}</a>
          </p>
        ) : null}
      </section>
    </>
  );
}

const changeColumn = (current: CurrentWords): Column<ChangeSummary> => ({
  header: current.words("changes.public.change"),
  cell: (row) => (
    <a href={current.href(`/subprocessors/changes/${row.id}`)} className="wrap-anywhere" dir="auto">
      {headline(row, current)}
    </a>
  ),
});

const timeCell = (value: Date | null, { locale }: CurrentWords) =>
  value === null ? "" : <TimeText value={value} short locale={locale} />;

function comingColumns(at: Date, current: CurrentWords): Column<ChangeSummary>[] {
  const { words } = current;
  return [
    changeColumn(current),
    { header: words("changes.public.announced"), cell: ({ noticedAt }) => timeCell(noticedAt, current) },
    { header: words("changes.public.effect"), cell: ({ effectiveAt }) => timeCell(effectiveAt, current) },
    {
      header: words("changes.public.left"),
      cell: ({ effectiveAt }) =>
        effectiveAt === null ? "" : words("changes.public.leftDays", { left: daysLeft(effectiveAt, at) }),
    },
  ];
}

function pastColumns(at: Date, current: CurrentWords): Column<ChangeSummary>[] {
  const { words } = current;
  return [
    changeColumn(current),
    {
      header: words("changes.public.state"),
      cell: (row) => {
        const standing = standingAt(row, at);
        return <StatusTag tone={changeTones[standing]}>{words(`changes.state.${standing}`)}</StatusTag>;
      },
    },
    { header: words("changes.public.announced"), cell: ({ noticedAt }) => timeCell(noticedAt, current) },
    {
      header: words("changes.public.tookEffect"),
      cell: ({ state, effectiveAt }) =>
        state === "withdrawn" ? words("changes.public.never") : timeCell(effectiveAt, current),
    },
  ];
}
