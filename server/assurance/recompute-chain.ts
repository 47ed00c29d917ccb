/**
 * Recomputes the whole audit chain and records the outcome, itself an event of the chain. The reports tell the last outcome;
 * `npm run audit:verify` does the same for whoever would rather not believe the portal.
 */
import { recordEvent } from "@/server/audit/events";
import { type BadEvent, type ChainRow, ChainVerifier } from "@/server/audit/verify";
import type { Database } from "@/server/platform/database";

const batch = 2000;

export interface RecomputedChain {
  /** Events that were found good, from the first. */
  readonly events: number;
  readonly first: BadEvent | null;
}

export async function recomputeChain(database: Database): Promise<RecomputedChain> {
  const { verdict, events } = await recompute(database);
  await database.$transaction((transaction) =>
    recordEvent(transaction, {
      kind: "audit.recomputed",
      actorId: null,
      details: { good: verdict === null, events, problem: verdict?.problem ?? null },
    }),
  );
  return { events, first: verdict };
}

async function recompute(database: Database): Promise<{ verdict: BadEvent | null; events: number }> {
  const verifier = new ChainVerifier();
  for (let events = 0; ; ) {
    const rows = await readRows(database, BigInt(events));
    for (const row of rows) {
      const verdict = verifier.take(row);
      if (verdict !== null) return { verdict, events };
      events += 1;
    }
    if (rows.length < batch) return { verdict: null, events };
  }
}

function readRows(database: Database, from: bigint): Promise<ChainRow[]> {
  return database.$queryRaw<ChainRow[]>`
    SELECT id::text, position, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, kind,
      "actorId"::text, "accountId"::text, "subjectId"::text, "dataKeyId"::text, payload, record, "leafHash", "chainHash"
    FROM "AuditEvent" WHERE position >= ${from} ORDER BY "AuditEvent".position LIMIT ${batch}`;
}
