import type { AttentionItem } from "@/components/desk/attention";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import type { Words } from "@/server/words/words";

export function AttentionList({ items, words }: { items: readonly AttentionItem[]; words: Words }) {
  if (items.length === 0)
    return <EmptyState title={words("desk.overview.nothingTitle")}>{words("desk.overview.nothing")}</EmptyState>;
  return (
    <section aria-labelledby="attention" className="space-y-4">
      <h2 id="attention">{words("desk.overview.attention")}</h2>
      <ul className="divide-y divide-hairline border-y border-hairline">
        {items.map((item) => (
          <li key={item.title} className="grid gap-x-6 gap-y-1 py-5 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <p className="text-sm">
              <StatusTag tone={item.tone}>{item.state}</StatusTag>
            </p>
            <div className="max-w-prose space-y-1">
              <h3>{item.title}</h3>
              <p className="text-muted">{item.text}</p>
              {item.link === undefined ? null : (
                <p>
                  <a href={item.link.href}>{item.link.label}</a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
