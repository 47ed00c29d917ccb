"use server";

import { action } from "@/server/access/action";
import { knownNames } from "@/server/order-forms/choices";
import { changeOrderForm, createOrderForm, endOrderForm } from "@/server/order-forms/commands";
import { changeOrderFormInput, EndOrderFormInput, newOrderFormInput } from "@/server/order-forms/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

export const addOrderForm = action({
  may: "order-form:manage",
  input: newOrderFormInput,
  run: async (viewer, input) => {
    const id = await createOrderForm(database(), input, await knownNames(now()), viewer.personId);
    return { redirectTo: `/desk/accounts/${input.accountId}/order-forms/${id}?done=created` };
  },
});

export const updateOrderForm = action({
  may: "order-form:manage",
  input: changeOrderFormInput,
  run: async (viewer, input) => {
    await changeOrderForm(database(), input, await knownNames(now()), viewer.personId);
    return { redirectTo: `/desk/accounts/${input.accountId}/order-forms/${input.orderFormId}?done=changed` };
  },
});

export const closeOrderForm = action({
  may: "order-form:manage",
  input: EndOrderFormInput,
  run: async (viewer, input) => {
    await endOrderForm(database(), input, viewer.personId, now());
    return { redirectTo: `/desk/accounts/${input.accountId}/order-forms/${input.orderFormId}?done=ended` };
  },
});
