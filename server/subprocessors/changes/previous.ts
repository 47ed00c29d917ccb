/** What the register says of whom a change is about, before it. */
import type { Transaction } from "@/server/platform/database";
import type { SubProcessorChange } from "@/server/platform/generated/prisma/client";
import { entryOf } from "@/server/subprocessors/changes/rows";
import type { RegisterEntry } from "@/server/subprocessors/register";

type Placed = Pick<SubProcessorChange, "subProcessorId" | "replacesId" | "effectiveAt" | "withdrawnAt">;

/** @returns null where it is of nobody, or of nobody who is in force */
export async function previousOf(
  transaction: Pick<Transaction, "subProcessorVersion">,
  { subProcessorId, replacesId, effectiveAt, withdrawnAt }: Placed,
): Promise<RegisterEntry | null> {
  const targetId = subProcessorId ?? replacesId;
  if (targetId === null) return null;
  const moment = withdrawnAt ?? effectiveAt;
  const row = await transaction.subProcessorVersion.findFirst({
    where: { subProcessorId: targetId, ...(moment === null ? { effectiveUntil: null } : justBefore(moment)) },
    orderBy: { effectiveFrom: "desc" },
    include: { subProcessor: { select: { slug: true } } },
  });
  return row === null ? null : entryOf(row.subProcessor.slug, row);
}

/** The change itself may have ended it at that very moment. */
const justBefore = (moment: Date) => ({
  effectiveFrom: { lt: moment },
  OR: [{ effectiveUntil: null }, { effectiveUntil: { gte: moment } }],
});

export interface Target {
  readonly id: string;
  readonly entry: RegisterEntry;
}

/** The entry in force under this id of the register. */
export async function entryInForce(
  transaction: Pick<Transaction, "subProcessorVersion">,
  publisher: string,
  slug: string,
): Promise<Target | null> {
  const row = await transaction.subProcessorVersion.findFirst({
    where: { effectiveUntil: null, subProcessor: { publisher, slug } },
  });
  return row === null ? null : { id: row.subProcessorId, entry: entryOf(slug, row) };
}
