import type { EventView } from "@/server/audit/queries";
import { Hash } from "../ui/hash";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { actorAddresses, eventDetails, whoActed } from "./event-words";

/** The account's own trail, with each event's proof folded away. */
export function ActivityTable({
  events,
  viewerId,
  captionHidden = false,
}: {
  events: readonly EventView[];
  viewerId: string;
  captionHidden?: boolean;
}) {
  const names = actorAddresses(events);
  const columns: readonly Column<EventView>[] = [
    { header: "Time", cell: ({ at }) => <TimeText value={at} short /> },
    { header: "What", cell: ({ label }) => label },
    { header: "Who", cell: (event) => whoActed(event, viewerId, names) },
    { header: "Details", cell: (event) => <Details event={event} /> },
    { header: "Proof", cell: (event) => <Proof event={event} /> },
  ];
  return (
    <Table
      caption="What happened, the newest first"
      captionHidden={captionHidden}
      columns={columns}
      rows={events}
      rowKey={({ id }) => id}
      empty="Nothing is recorded here."
    />
  );
}

function Details({ event }: { event: EventView }) {
  const lines = eventDetails(event);
  if (lines.length === 0) return "—";
  return (
    <ul className="grid gap-1 wrap-anywhere">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Proof({ event: { position, leafHash, label } }: { event: EventView }) {
  if (position === null || leafHash === null) return <span className="text-muted">Within a minute</span>;
  return (
    <details>
      <summary>
        Place {String(position)}
        <VisuallyHidden> in the chain: {label}</VisuallyHidden>
      </summary>
      <p className="mt-1 text-sm text-muted">Leaf hash (SHA-256)</p>
      <Hash value={leafHash} kind="leaf hash" />
    </details>
  );
}
