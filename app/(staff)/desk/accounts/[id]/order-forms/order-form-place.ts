import { notFound } from "next/navigation";
import { type AccountDetail, readAccount } from "@/server/access/accounts/queries";
import type { Viewer } from "@/server/access/viewer";
import { type OrderFormView, readOrderForm } from "@/server/order-forms/queries";
import { idOf } from "../../../desk-parameters";

export interface OrderFormParameters {
  readonly params: Promise<{ id: string; orderForm: string }>;
}

export interface OrderFormPlace {
  readonly account: AccountDetail;
  readonly orderForm: OrderFormView;
  /** Without its language. */
  readonly path: string;
}

/** The order form that an address names; one of another account is as absent as none. */
export async function orderFormAt(viewer: Viewer, params: OrderFormParameters["params"]): Promise<OrderFormPlace> {
  const id = await idOf(params.then(({ orderForm }) => ({ id: orderForm })));
  const account = await readAccount(viewer, await idOf(params));
  const orderForm = account === null ? null : await readOrderForm(viewer, account.id, id);
  if (account === null || orderForm === null) notFound();
  return { account, orderForm, path: `/desk/accounts/${account.id}/order-forms/${orderForm.id}` };
}
