import type { CurrentWords } from "@/server/access/current-words";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { OwnWords } from "../site/own-words";
import { type Column, Table } from "../ui/table";

export interface OwnOrderForm {
  readonly reference: string;
  readonly restricted: boolean;
  readonly approvedSubProcessors: readonly string[];
  readonly endedAt: Date | null;
}

/** The register with, for each sub-processor, the account's order forms that allow it. */
export function OwnRegister({
  entries,
  orderForms,
  current,
}: {
  entries: readonly RegisterEntry[];
  orderForms: readonly OwnOrderForm[];
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const notStated = words("received.register.notStated");
  const own = (value: string | null) => (value === null ? notStated : <OwnWords locale={locale}>{value}</OwnWords>);
  const columns: readonly Column<RegisterEntry>[] = [
    { header: words("register.columns.name"), cell: ({ name }) => <OwnWords locale={locale}>{name}</OwnWords> },
    { header: words("register.columns.purpose"), cell: ({ purpose }) => own(purpose) },
    { header: words("register.columns.location"), cell: ({ location }) => own(location) },
    { header: words("received.register.orderForms"), cell: ({ id }) => formsOf(id, orderForms, current) },
  ];
  return (
    <Table
      caption={words("received.register.caption")}
      captionHidden
      columns={columns}
      rows={entries}
      rowKey={({ id }) => id}
      empty={words("register.empty")}
    />
  );
}

/** Without an order form on record nothing is excluded. */
function formsOf(id: string, orderForms: readonly OwnOrderForm[], { words }: CurrentWords): string {
  const live = orderForms.filter(({ endedAt }) => endedAt === null);
  if (live.length === 0) return words("received.register.noForms");
  const allowing = live.filter((form) => !form.restricted || form.approvedSubProcessors.includes(id));
  if (allowing.length === 0) return words("received.register.excluded");
  if (allowing.length === live.length) return words("received.register.all");
  return allowing.map(({ reference }) => reference).join(", ");
}
