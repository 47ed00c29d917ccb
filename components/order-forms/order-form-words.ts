import type { OrderFormView } from "@/server/order-forms/queries";
import type { NoticeContact } from "@/server/order-forms/schema";
import type { Words } from "@/server/words/words";

export const listInWords = (names: readonly string[], words: Words): string => names.join(", ") || words("orders.none");

export function restrictionInWords(
  { restricted, approvedNames }: Pick<OrderFormView, "restricted" | "approvedNames">,
  words: Words,
): string {
  return restricted
    ? words("orders.onlyApproved", { count: approvedNames.length, names: approvedNames.join(", ") })
    : words("orders.field.any");
}

export const contactInWords = ({ name, email }: NoticeContact): string => (name === "" ? email : `${name}, ${email}`);
