import type { CurrentWords } from "@/server/access/current-words";
import type { Withheld } from "@/server/notices/received/queries";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { OwnWords } from "../site/own-words";
import { type Column, Table } from "../ui/table";
import { InForceText } from "./window-text";

export interface OwnOrderForm {
  readonly reference: string;
  readonly restricted: boolean;
  readonly approvedSubProcessors: readonly string[];
  readonly endedAt: Date | null;
}

/**
 * The register with, for each sub-processor, the account's order forms that allow it; for one that is not in force for
 * the account, why not.
 */
export function OwnRegister({
  entries,
  orderForms,
  withheld,
  at,
  current,
}: {
  entries: readonly RegisterEntry[];
  orderForms: readonly OwnOrderForm[];
  withheld: Withheld;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const allowed = ({ id }: RegisterEntry) => {
    const [newcomer, amendment] = [withheld.newcomers.get(id), withheld.amendments.get(id)];
    if (newcomer !== undefined) return <InForceText change={newcomer} at={at} current={current} />;
    const forms = formsOf(id, orderForms, current);
    if (amendment === undefined) return forms;
    return (
      <>
        {forms}
        <br />
        {words("received.register.lastChange")} <InForceText change={amendment} at={at} current={current} />
      </>
    );
  };
  const notStated = words("received.register.notStated");
  const own = (value: string | null) => (value === null ? notStated : <OwnWords locale={locale}>{value}</OwnWords>);
  const columns: readonly Column<RegisterEntry>[] = [
    { header: words("register.columns.name"), cell: ({ name }) => <OwnWords locale={locale}>{name}</OwnWords> },
    { header: words("register.columns.purpose"), cell: ({ purpose }) => own(purpose) },
    { header: words("register.columns.location"), cell: ({ location }) => own(location) },
    { header: words("received.register.orderForms"), cell: allowed },
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
