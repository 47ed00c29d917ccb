import { ContactList } from "@/components/order-forms/contact-list";
import { OrderFormState } from "@/components/order-forms/order-form-state";
import { listInWords, restrictionInWords } from "@/components/order-forms/order-form-words";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { OrderFormView } from "@/server/order-forms/queries";

/** Order forms of one account. @param empty told where there is none @param address of an order form's own page, where there is one */
export function OrderFormTable({
  rows,
  empty,
  address,
  current,
}: {
  rows: readonly OrderFormView[];
  empty: string;
  address?: (row: OrderFormView) => string;
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <Table
      caption={words("orders.caption")}
      captionHidden
      columns={[
        {
          header: words("orders.field.reference"),
          cell: (row) => (address === undefined ? row.reference : <a href={address(row)}>{row.reference}</a>),
        },
        { header: words("orders.state.term"), cell: (row) => <OrderFormState orderForm={row} current={current} /> },
        { header: words("orders.field.regions"), cell: (row) => listInWords(row.regions, words) },
        { header: words("orders.field.services"), cell: (row) => listInWords(row.services, words) },
        { header: words("orders.field.restriction"), cell: (row) => restrictionInWords(row, words) },
        {
          header: words("orders.field.contacts"),
          cell: (row) => <ContactList contacts={row.contacts} words={words} />,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}
