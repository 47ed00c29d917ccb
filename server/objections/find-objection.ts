/** An objection to act on: the row stays as it is until the transaction ends, and whoever acts is told whose it is not. */
import { Refusal } from "@/server/access/refusal";
import type { Pack } from "@/server/content/pack";
import { openObjection } from "@/server/objections/sealed-objection";
import type { Teller } from "@/server/objections/tell";
import type { Transaction } from "@/server/platform/database";

const columns = {
  change: { select: { name: true } },
  account: { select: { dataKeyId: true } },
} as const;

/** @param where bound to an account by the caller's right, or any of this publisher's for staff @throws Refusal where there is none */
export async function findObjection(
  transaction: Transaction,
  pack: Pack,
  where: { readonly id: string; readonly accountId?: string },
) {
  const row = await transaction.objection.findFirst({
    where: { ...where, change: { publisher: pack.name } },
    include: columns,
  });
  if (row === null) throw new Refusal((words) => words("objections.refused.gone"));
  const content = await openObjection(transaction, row);
  const locale = content?.locale ?? "en";
  const { id, accountId, reference, account, change } = row;
  const teller: Teller = { pack, objection: { id, accountId, reference, locale, changeName: change.name } };
  return { row, teller, dataKeyId: account.dataKeyId };
}

export type FoundObjection = Awaited<ReturnType<typeof findObjection>>;
