import { OwnWords } from "@/components/site/own-words";
import { SpanChart } from "@/components/ui/charts/span-chart";
import { SectionHeading } from "@/components/ui/section-heading";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { dayInWords, momentOf } from "@/components/ui/time-words";
import type { CurrentWords } from "@/server/access/current-words";
import type { Span, Timeline } from "@/server/subprocessors/changes/timeline";

interface TimelineProps {
  readonly timeline: Timeline;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** The register over time: a picture, and the same as a table behind it. */
export function RegisterTimeline({ timeline, at, current }: TimelineProps) {
  const { locale, words } = current;
  return (
    <section className="space-y-5" aria-labelledby="timeline">
      <SectionHeading level={2} id="timeline" locale={locale}>
        {words("changes.timeline.title")}
      </SectionHeading>
      {timeline.rows.length === 0 ? (
        <p>{words("changes.timeline.empty")}</p>
      ) : (
        <>
          <Picture timeline={timeline} at={at} current={current} />
          <p className="max-w-prose text-sm text-muted">{words("changes.timeline.key")}</p>
          {timeline.left === 0 ? null : <p>{words("changes.timeline.left", { left: timeline.left })}</p>}
          <details>
            <summary>{words("changes.timeline.table")}</summary>
            <SpanTable timeline={timeline} at={at} current={current} />
          </details>
        </>
      )}
    </section>
  );
}

function Picture({ timeline: { rows, from, until }, at, current: { locale, words } }: TimelineProps) {
  const whole = until.getTime() - from.getTime();
  const share = (moment: Date) => Math.min(1, Math.max(0, (moment.getTime() - from.getTime()) / whole));
  const day = (moment: Date) => dayInWords(momentOf(moment), "UTC", locale);
  const said = ({ from: start, until: end, coming }: Span) => {
    if (coming) return words("changes.timeline.spanComing", { from: day(start) });
    return end === null
      ? words("changes.timeline.spanOpen", { from: day(start) })
      : words("changes.timeline.span", { from: day(start), until: day(end) });
  };
  const facts = rows
    .map(({ name, spans }) => words("changes.timeline.fact", { name, spans: spans.map(said).join(", ") }))
    .join("; ");
  return (
    <SpanChart
      description={words("changes.timeline.description", { facts })}
      tracks={rows.map(({ name, spans }) => ({
        label: name,
        spans: spans.map(({ from: start, until: end, coming }) => ({
          ...{ start: share(start), end: end === null ? 1 : share(end), open: coming },
        })),
      }))}
      mark={{ at: share(at), text: words("changes.timeline.now") }}
      ends={[day(from), day(until)]}
    />
  );
}

function SpanTable({ timeline: { rows }, at, current: { locale, words } }: TimelineProps) {
  const all = rows.flatMap(({ id, name, spans }) =>
    spans.map((span, index) => ({ key: `${id} ${index}`, name, ...span })),
  );
  const standing = ({ from, until }: Span) => {
    if (from > at) return words("changes.timeline.coming");
    return until === null || until > at ? words("changes.timeline.inForce") : words("changes.timeline.ended");
  };
  const time = (value: Date) => <TimeText value={value} short locale={locale} />;
  return (
    <Table
      caption={words("changes.timeline.caption")}
      captionHidden
      columns={[
        {
          header: words("changes.timeline.name"),
          cell: ({ name }) => <OwnWords locale={locale}>{name}</OwnWords>,
        },
        { header: words("changes.timeline.from"), cell: ({ from }) => time(from) },
        {
          header: words("changes.timeline.until"),
          cell: ({ until }) => (until === null ? words("changes.timeline.open") : time(until)),
        },
        { header: words("changes.timeline.standing"), cell: standing },
      ]}
      rows={all}
      rowKey={({ key }) => key}
      empty=""
    />
  );
}
