import { DoneCallout } from "@/components/desk/done-callout";
import { OrderFormFacts } from "@/components/order-forms/order-form-facts";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { DeskFrame } from "../../../../desk-frame";
import { type SearchParameter, textOf } from "../../../../desk-parameters";
import { pageTitle } from "../../../../page-title";
import { type OrderFormParameters, orderFormAt } from "../order-form-place";

export const generateMetadata = pageTitle("orders.one");

export default async function OrderFormPage({ params, searchParams }: OrderFormParameters & SearchParameter) {
  const viewer = await requireViewer("order-form:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { account, orderForm, path } = await orderFormAt(viewer, params);
  const sentences = {
    created: words("orders.done.created"),
    changed: words("orders.done.changed"),
    ended: words("orders.done.ended"),
  };
  return (
    <DeskFrame viewer={viewer} path={path}>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("desk.accounts.title"), href: href("/desk/accounts") },
            { label: account.legalName, href: href(`/desk/accounts/${account.id}`) },
          ]}
          locale={locale}
        />
        <PageHeader title={orderForm.reference} eyebrow={words("orders.one")} />
      </div>
      <OrderFormFacts orderForm={orderForm} current={current} />
      {orderForm.endedAt !== null ? (
        <p className="max-w-prose text-muted">{words("orders.endedNote")}</p>
      ) : may(viewer, "order-form:manage") ? (
        <div className="button-row">
          <ButtonLink href={href(`${path}/change`)}>{words("orders.change")}</ButtonLink>
          <ButtonLink href={href(`${path}/end`)} tone="quiet">
            {words("orders.end.title")}
          </ButtonLink>
        </div>
      ) : (
        <p className="max-w-prose text-muted">{words("orders.othersManage")}</p>
      )}
    </DeskFrame>
  );
}
