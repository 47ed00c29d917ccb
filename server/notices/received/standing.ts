/** Where an account stands with changes: the times are the database's own (migration notice_clock). */
import { z } from "zod";
import type { Transaction } from "@/server/platform/database";

const Row = z.object({
  changeId: z.string(),
  windowUntil: z.date().nullable(),
  effectiveAt: z.date().nullable(),
  onHold: z.boolean(),
  excluded: z.boolean(),
});

export interface AccountStanding {
  /** Until when the account may object. Null: not fixed yet, or the account was not told. */
  readonly windowUntil: Date | null;
  /** When the change is in force for the account. Null: not fixed, on hold, or the account stays without it. */
  readonly effectiveAt: Date | null;
  /** A decision is open: the change is not in force for the account before it is taken. */
  readonly onHold: boolean;
  /** It was decided that the account stays without the change. */
  readonly excluded: boolean;
}

/** @returns by change */
export async function accountStandings(
  transaction: Transaction,
  accountId: string,
  changeIds: readonly string[],
): Promise<ReadonlyMap<string, AccountStanding>> {
  if (changeIds.length === 0) return new Map();
  const rows = await transaction.$queryRaw`
    SELECT c.id::text AS "changeId", account_window_until(c.id, ${accountId}::uuid) AS "windowUntil",
      account_effective_at(c.id, ${accountId}::uuid) AS "effectiveAt",
      EXISTS (SELECT 1 FROM "Hold" h WHERE h."changeId" = c.id AND h."accountId" = ${accountId}::uuid AND h.decision IS NULL) AS "onHold",
      EXISTS (SELECT 1 FROM "Hold" h WHERE h."changeId" = c.id AND h."accountId" = ${accountId}::uuid AND h.decision = 'exclude') AS excluded
    FROM "SubProcessorChange" c WHERE c.id = ANY(${[...changeIds]}::uuid[])`;
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map(({ changeId, ...standing }) => [changeId, standing]),
  );
}
