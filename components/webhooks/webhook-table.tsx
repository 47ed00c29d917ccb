import type { CurrentWords } from "@/server/access/current-words";
import type { WebhookView } from "@/server/notices/webhooks/queries";
import { StatusTag } from "../ui/status-tag";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { eventName, stateTones } from "./webhook-words";

const columns = ({ locale, words, href }: CurrentWords): readonly Column<WebhookView>[] => [
  {
    header: words("webhooks.table.endpoint"),
    cell: ({ id, host, description }) => (
      <>
        <a href={href(`/portal/webhooks/${id}`)} className="wrap-anywhere">
          {host}
        </a>
        <span className="block font-normal text-muted">{description}</span>
      </>
    ),
  },
  {
    header: words("webhooks.table.events"),
    cell: ({ events }) => (
      <ul className="grid gap-1">
        {events.map((type) => (
          <li key={type}>{eventName(type, words)}</li>
        ))}
      </ul>
    ),
  },
  {
    header: words("webhooks.table.state"),
    cell: ({ state }) => <StatusTag tone={stateTones[state]}>{words(`webhooks.state.${state}`)}</StatusTag>,
  },
  { header: words("webhooks.table.waiting"), cell: ({ waiting }) => waiting },
  {
    header: words("webhooks.table.added"),
    cell: ({ createdAt }) => <TimeText value={createdAt} precision="day" short locale={locale} />,
  },
];

export function WebhookTable({ webhooks, current }: { webhooks: readonly WebhookView[]; current: CurrentWords }) {
  return (
    <Table
      caption={current.words("webhooks.table.caption")}
      columns={columns(current)}
      rows={webhooks}
      rowKey={({ id }) => id}
      empty={null}
    />
  );
}
