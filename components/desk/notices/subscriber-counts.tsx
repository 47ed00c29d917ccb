import { countInWords } from "@/components/site/reports/figure-words";
import { type Column, Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import { topics } from "@/server/notices/subscriptions/topics";

type Topic = (typeof topics)[number];

/** How many hear of each topic by e-mail. */
export function SubscriberCounts({
  counts,
  current,
}: {
  counts: Readonly<Record<Topic, number>>;
  current: CurrentWords;
}) {
  const { words } = current;
  const columns: readonly Column<Topic>[] = [
    { header: words("subscriptions.counts.topic"), cell: (topic) => words(`subscriptions.topic.${topic}`) },
    {
      header: words("subscriptions.counts.count"),
      cell: (topic) => countInWords(counts[topic], current),
      align: "end",
    },
  ];
  return (
    <section className="grid gap-4" aria-labelledby="subscribers">
      <h2 id="subscribers">{words("subscriptions.counts.title")}</h2>
      <p className="max-w-prose">{words("subscriptions.counts.text")}</p>
      <Table
        caption={words("subscriptions.counts.title")}
        captionHidden
        columns={columns}
        rows={topics}
        rowKey={(topic) => topic}
        empty=""
      />
    </section>
  );
}
