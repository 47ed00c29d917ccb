import { ChangeOrderFormForm } from "@/components/order-forms/order-form-forms";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { orderFormChoices } from "@/server/order-forms/choices";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../../../../page-title";
import { type OrderFormParameters, orderFormAt } from "../../order-form-place";
import { OrderFormStep } from "../../order-form-step";

export const generateMetadata = pageTitle("orders.change");

export default async function ChangeOrderFormPage({ params }: OrderFormParameters) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { words } = current;
  const place = await orderFormAt(viewer, params);
  const choices = await orderFormChoices(now());
  return (
    <OrderFormStep
      viewer={viewer}
      place={place}
      step="change"
      title={words("orders.change")}
      lead={words("orders.addLead")}
      current={current}
    >
      <ChangeOrderFormForm orderForm={place.orderForm} choices={choices} current={current} />
    </OrderFormStep>
  );
}
