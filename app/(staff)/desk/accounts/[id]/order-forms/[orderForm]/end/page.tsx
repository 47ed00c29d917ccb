import { EndOrderFormForm } from "@/components/order-forms/order-form-forms";
import { Callout } from "@/components/ui/callout";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../../../../page-title";
import { type OrderFormParameters, orderFormAt } from "../../order-form-place";
import { OrderFormStep } from "../../order-form-step";

export const generateMetadata = pageTitle("orders.end.title");

export default async function EndOrderFormPage({ params }: OrderFormParameters) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  const place = await orderFormAt(viewer, params);
  const { account, orderForm, path } = place;
  return (
    <OrderFormStep viewer={viewer} place={place} step="end" title={words("orders.end.title")} current={current}>
      <Callout tone="danger" title={words("orders.end.warningTitle")} locale={locale}>
        {words("orders.end.warning", { reference: orderForm.reference, account: account.legalName })}
      </Callout>
      <EndOrderFormForm orderForm={orderForm} keepHref={href(path)} current={current} />
    </OrderFormStep>
  );
}
