import { ContactList } from "@/components/order-forms/contact-list";
import { OrderFormState } from "@/components/order-forms/order-form-state";
import { listInWords, restrictionInWords } from "@/components/order-forms/order-form-words";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { OrderFormView } from "@/server/order-forms/queries";

export function OrderFormFacts({ orderForm, current }: { orderForm: OrderFormView; current: CurrentWords }) {
  const { locale, words } = current;
  const { contacts, createdAt, regions, services } = orderForm;
  return (
    <SummaryList
      rows={[
        { term: words("orders.state.term"), detail: <OrderFormState orderForm={orderForm} current={current} /> },
        { term: words("orders.since"), detail: <TimeText value={createdAt} precision="day" locale={locale} /> },
        { term: words("orders.field.regions"), detail: listInWords(regions, words) },
        { term: words("orders.field.services"), detail: listInWords(services, words) },
        { term: words("orders.field.restriction"), detail: restrictionInWords(orderForm, words) },
        { term: words("orders.field.contacts"), detail: <ContactList contacts={contacts} words={words} /> },
      ]}
    />
  );
}
