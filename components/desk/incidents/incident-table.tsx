import { Reference } from "@/components/ui/reference";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { IncidentSummary } from "@/server/assurance/incidents/lists";
import { DutyTags } from "./duty-clock";

interface Shown {
  readonly rows: readonly IncidentSummary[];
  readonly state: "open" | "closed";
  readonly at: Date;
  readonly current: CurrentWords;
}

/** Incidents with the time that is left to tell of each. */
export function IncidentTable({ rows, state, at, current }: Shown) {
  const { locale, words, href } = current;
  const columns: readonly Column<IncidentSummary>[] = [
    {
      header: words("incidents.column.what"),
      cell: ({ id, reference, title }) => (
        <>
          <a href={href(`/desk/incidents/${id}`)} className="wrap-anywhere" dir="auto">
            {title ?? words("incidents.erased")}
          </a>
          <br />
          <span className="text-sm font-normal text-muted">
            <Reference>{reference}</Reference>
          </span>
        </>
      ),
    },
    { header: words("incidents.column.class"), cell: ({ class: gravity }) => gravity },
    {
      header: words("incidents.column.told"),
      cell: ({ told, accounts }) =>
        accounts === 0 ? words("incidents.noAccountsYet") : words("incidents.toldOf", { told, accounts }),
    },
    {
      header: words("incidents.column.clock"),
      cell: ({ duties, discoveredAt }) => (
        <DutyTags duties={duties} discoveredAt={discoveredAt} at={at} current={current} />
      ),
    },
    ...(state === "open"
      ? []
      : [
          {
            header: words("incidents.column.closed"),
            cell: ({ closedAt }: IncidentSummary) => closedAt && <TimeText value={closedAt} short locale={locale} />,
          },
        ]),
  ];
  return (
    <Table
      caption={words(state === "open" ? "incidents.caption" : "incidents.closedCaption")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={words(state === "open" ? "incidents.empty" : "incidents.emptyClosed")}
    />
  );
}
