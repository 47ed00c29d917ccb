import type { CurrentWords } from "@/server/access/current-words";
import type { EventView } from "@/server/audit/queries";
import type { Locale } from "@/server/words/locale";
import { OwnWords } from "../site/own-words";
import { Hash } from "../ui/hash";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { actorAddresses, eventDetails, eventTitle, publishersTitles, whoActed } from "./event-words";

/** The account's own trail, with each event's proof folded away. */
export function ActivityTable({
  events,
  viewerId,
  captionHidden = false,
  current,
}: {
  events: readonly EventView[];
  viewerId: string;
  captionHidden?: boolean;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const names = actorAddresses(events);
  const columns: readonly Column<EventView>[] = [
    { header: words("portal.activity.time"), cell: ({ at }) => <TimeText value={at} short locale={locale} /> },
    { header: words("portal.activity.what"), cell: (event) => eventTitle(event, words) },
    { header: words("portal.activity.who"), cell: (event) => whoActed(event, viewerId, names, words) },
    {
      header: words("portal.activity.details"),
      cell: (event) => <Details lines={eventDetails(event, words)} titles={publishersTitles(event)} locale={locale} />,
    },
    { header: words("portal.activity.proof"), cell: (event) => <Proof event={event} current={current} /> },
  ];
  return (
    <Table
      caption={words("portal.activity.caption")}
      captionHidden={captionHidden}
      columns={columns}
      rows={events}
      rowKey={({ id }) => id}
      empty={words("portal.activity.empty")}
    />
  );
}

function Details({ lines, titles, locale }: { lines: readonly string[]; titles: ReadonlySet<string>; locale: Locale }) {
  if (lines.length === 0) return "—";
  return (
    <ul className="grid gap-1 wrap-anywhere">
      {lines.map((line) => (
        <li key={line}>{titles.has(line) ? <OwnWords locale={locale}>{line}</OwnWords> : line}</li>
      ))}
    </ul>
  );
}

function Proof({ event, current: { locale, words } }: { event: EventView; current: CurrentWords }) {
  const { position, leafHash } = event;
  if (position === null || leafHash === null)
    return <span className="text-muted">{words("portal.activity.withinMinute")}</span>;
  return (
    <details>
      <summary>
        {words("portal.activity.place", { place: String(position) })}
        <VisuallyHidden> {words("portal.activity.inChain", { event: eventTitle(event, words) })}</VisuallyHidden>
      </summary>
      <p className="mt-1 text-sm text-muted">{words("portal.activity.leafHash")}</p>
      <Hash value={leafHash} kind={words("portal.activity.leafHashName")} locale={locale} />
    </details>
  );
}
