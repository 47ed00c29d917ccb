import { OrderFormTable } from "@/components/order-forms/order-form-table";
import { ButtonLink } from "@/components/ui/button";
import type { CurrentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { listOrderForms } from "@/server/order-forms/queries";

/** On an account's page at the desk. */
export async function OrderFormsOfAccount({
  viewer,
  accountId,
  current,
}: {
  viewer: Viewer;
  accountId: string;
  current: CurrentWords;
}) {
  const { words, href } = current;
  const manages = may(viewer, "order-form:manage");
  const path = `/desk/accounts/${accountId}/order-forms`;
  return (
    <section aria-labelledby="order-forms" className="space-y-4">
      <h2 id="order-forms">{words("orders.title")}</h2>
      <OrderFormTable
        rows={await listOrderForms(viewer, accountId)}
        empty={words(manages ? "orders.empty" : "orders.emptyForReader")}
        address={(row) => href(`${path}/${row.id}`)}
        current={current}
      />
      {manages ? <ButtonLink href={href(`${path}/new`)}>{words("orders.add")}</ButtonLink> : null}
    </section>
  );
}
