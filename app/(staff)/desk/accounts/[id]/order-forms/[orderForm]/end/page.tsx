import { EndOrderFormForm } from "@/components/order-forms/order-form-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { DeskFrame } from "../../../../../desk-frame";
import { pageTitle } from "../../../../../page-title";
import { type OrderFormParameters, orderFormAt } from "../../order-form-place";

export const generateMetadata = pageTitle("orders.end.title");

export default async function EndOrderFormPage({ params }: OrderFormParameters) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { account, orderForm, path } = await orderFormAt(viewer, params);
  return (
    <DeskFrame viewer={viewer} path={`${path}/end`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("desk.accounts.title"), href: href("/desk/accounts") },
            { label: account.legalName, href: href(`/desk/accounts/${account.id}`) },
            { label: orderForm.reference, href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("orders.end.title")} />
      </div>
      {orderForm.endedAt === null ? (
        <>
          <Callout tone="danger" title={words("orders.end.warningTitle")} locale={locale}>
            {words("orders.end.warning", { reference: orderForm.reference, account: account.legalName })}
          </Callout>
          <EndOrderFormForm orderForm={orderForm} keepHref={href(path)} current={current} />
        </>
      ) : (
        <p className="max-w-prose">{words("orders.endedNote")}</p>
      )}
    </DeskFrame>
  );
}
