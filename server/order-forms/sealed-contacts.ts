/** Who gets notices is kept encrypted under the account's data key. */
import { z } from "zod";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { NoticeContact } from "@/server/order-forms/schema";
import type { Transaction } from "@/server/platform/database";

const Contacts = z.array(z.object({ name: z.string(), email: z.string() }));
const contextOf = (id: string) => `order-form/${id}`;

export function sealContacts(
  transaction: Transaction,
  orderForm: { id: string; dataKeyId: string },
  contacts: readonly NoticeContact[],
) {
  return encryptUnder(transaction, orderForm.dataKeyId, contextOf(orderForm.id), contacts);
}

/** @returns nobody where the account's key was erased */
export async function openContacts(
  transaction: Transaction,
  orderForm: { id: string; dataKeyId: string; sealed: Uint8Array },
): Promise<NoticeContact[]> {
  const { id, dataKeyId, sealed } = orderForm;
  return (await decryptUnder(transaction, dataKeyId, contextOf(id), sealed, Contacts)) ?? [];
}
