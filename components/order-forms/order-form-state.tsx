import { StatusTag } from "@/components/ui/status-tag";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { OrderFormView } from "@/server/order-forms/queries";

export function OrderFormState({
  orderForm: { endedAt },
  current: { locale, words },
}: {
  orderForm: Pick<OrderFormView, "endedAt">;
  current: CurrentWords;
}) {
  if (endedAt === null) return <StatusTag tone="done">{words("orders.state.active")}</StatusTag>;
  return (
    <>
      <StatusTag tone="passed">{words("orders.state.ended")}</StatusTag>
      <br />
      <TimeText value={endedAt} precision="day" short locale={locale} />
    </>
  );
}
