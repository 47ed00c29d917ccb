import { detailRows, hashRows } from "@/components/desk/audit/detail-words";
import { Hash } from "@/components/ui/hash";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { EventView } from "@/server/audit/queries";

/** @param names of staff and accounts by id; whoever is not in it is a contact, and stays without a name */
export function EventTable({ events, names }: { events: readonly EventView[]; names: ReadonlyMap<string, string> }) {
  return (
    <Table
      caption="Events, the latest first"
      captionHidden
      columns={[
        { header: "Time", cell: (row) => <TimeText value={row.at} short /> },
        { header: "What", cell: (row) => <What event={row} /> },
        { header: "Who", cell: (row) => <Who actorId={row.actorId} names={names} /> },
        {
          header: "Account",
          cell: (row) => (row.accountId === null ? null : <Account id={row.accountId} names={names} />),
        },
      ]}
      rows={events}
      rowKey={(row) => row.id}
      empty="No event of this kind."
    />
  );
}

function Who({ actorId, names }: { actorId: string | null; names: ReadonlyMap<string, string> }) {
  if (actorId === null) return <span className="text-muted">Nobody signed in</span>;
  return names.get(actorId) ?? "A contact";
}

function Account({ id, names }: { id: string; names: ReadonlyMap<string, string> }) {
  return <a href={`/desk/accounts/${id}`}>{names.get(id) ?? "An account"}</a>;
}

function What({ event }: { event: EventView }) {
  return (
    <>
      <p className="font-medium">{event.label}</p>
      <Details event={event} />
      <details className="text-muted">
        <summary>Proof</summary>
        <Proof event={event} />
      </details>
    </>
  );
}

function Details({ event: { details } }: { event: EventView }) {
  if (details === null) return <p className="text-muted">The details were erased.</p>;
  return detailRows(details).map(({ term, text }) => (
    <p key={term} className="wrap-anywhere">
      <span className="text-muted">{term}:</span> {text}
    </p>
  ));
}

function Proof({ event: { details, position, leafHash } }: { event: EventView }) {
  if (position === null || leafHash === null) return <p>Not chained yet: it is within a minute.</p>;
  const place = `place ${position} in the chain`;
  const hashes = [{ term: `Leaf hash of ${place}`, text: leafHash }, ...(details === null ? [] : hashRows(details))];
  return hashes.map(({ term, text }) => (
    <p key={term}>
      {term}: <Hash value={text} kind={term} />
    </p>
  ));
}
