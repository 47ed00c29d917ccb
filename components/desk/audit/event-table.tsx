import { eventTitle } from "@/components/accounts/event-words";
import { detailRows, hashRows } from "@/components/desk/audit/detail-words";
import { OwnWords } from "@/components/site/own-words";
import { Hash } from "@/components/ui/hash";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { EventView } from "@/server/audit/queries";
import type { Words } from "@/server/words/words";

type Names = ReadonlyMap<string, string>;

interface EventProps {
  readonly event: EventView;
  readonly current: CurrentWords;
}

/** @param names of staff and accounts by id; whoever is not in it is a contact, and stays without a name */
export function EventTable({
  events,
  names,
  current,
}: {
  events: readonly EventView[];
  names: Names;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  return (
    <Table
      caption={words("desk.audit.caption")}
      captionHidden
      columns={[
        { header: words("desk.audit.time"), cell: (row) => <TimeText value={row.at} short locale={locale} /> },
        { header: words("desk.audit.what"), cell: (row) => <What event={row} current={current} /> },
        {
          header: words("desk.audit.who"),
          cell: (row) => <Who actorId={row.actorId} names={names} words={words} />,
        },
        {
          header: words("desk.audit.account"),
          cell: (row) =>
            row.accountId === null ? null : <Account id={row.accountId} names={names} current={current} />,
        },
      ]}
      rows={events}
      rowKey={(row) => row.id}
      empty={words("desk.audit.empty")}
    />
  );
}

function Who({ actorId, names, words }: { actorId: string | null; names: Names; words: Words }) {
  if (actorId === null) return <span className="text-muted">{words("desk.audit.nobody")}</span>;
  return names.get(actorId) ?? words("desk.audit.contact");
}

function Account({ id, names, current: { words, href } }: { id: string; names: Names; current: CurrentWords }) {
  return <a href={href(`/desk/accounts/${id}`)}>{names.get(id) ?? words("desk.audit.anAccount")}</a>;
}

function What({ event, current }: EventProps) {
  const { words } = current;
  return (
    <>
      <p className="font-medium">{eventTitle(event, words)}</p>
      <Details event={event} current={current} />
      <details className="text-muted">
        <summary>{words("desk.audit.proof")}</summary>
        <Proof event={event} current={current} />
      </details>
    </>
  );
}

/** What was recorded stands as it was recorded: in English. */
function Details({ event: { details }, current: { locale, words } }: EventProps) {
  if (details === null) return <p className="text-muted">{words("desk.audit.erased")}</p>;
  return detailRows(details, words).map(({ term, text }) => (
    <p key={term} className="wrap-anywhere">
      <span className="text-muted">{term}:</span> <OwnWords locale={locale}>{text}</OwnWords>
    </p>
  ));
}

function Proof({ event: { details, position, leafHash }, current: { locale, words } }: EventProps) {
  if (position === null || leafHash === null) return <p>{words("desk.audit.notChained")}</p>;
  const leaf = { term: words("desk.audit.leafHash", { place: String(position) }), text: leafHash };
  const hashes = [leaf, ...(details === null ? [] : hashRows(details, words))];
  return hashes.map(({ term, text }) => (
    <p key={term}>
      {term}: <Hash value={text} kind={term} locale={locale} />
    </p>
  ));
}
