import { ChangeOrderFormForm } from "@/components/order-forms/order-form-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { orderFormChoices } from "@/server/order-forms/choices";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../../../../desk-frame";
import { pageTitle } from "../../../../../page-title";
import { type OrderFormParameters, orderFormAt } from "../../order-form-place";

export const generateMetadata = pageTitle("orders.change");

export default async function ChangeOrderFormPage({ params }: OrderFormParameters) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { account, orderForm, path } = await orderFormAt(viewer, params);
  return (
    <DeskFrame viewer={viewer} path={`${path}/change`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("desk.accounts.title"), href: href("/desk/accounts") },
            { label: account.legalName, href: href(`/desk/accounts/${account.id}`) },
            { label: orderForm.reference, href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("orders.change")} lead={words("orders.addLead")} />
      </div>
      {orderForm.endedAt === null ? (
        <ChangeOrderFormForm orderForm={orderForm} choices={await orderFormChoices(now())} current={current} />
      ) : (
        <p className="max-w-prose">{words("orders.endedNote")}</p>
      )}
    </DeskFrame>
  );
}
