/** `npm run audit:verify`: recomputes the whole audit chain and names the first bad event. Exit code 1 where there is one. */
import pg from "pg";
import { type BadEvent, type ChainRow, ChainVerifier, type Verdict } from "@/server/audit/verify";
import { readSettings } from "@/server/platform/env";
import { prepareEmbedded } from "./database-roles";
import { startPostgres } from "./embedded-postgres";

const batch = 5000;

export async function verifyDatabase(connectionString: string): Promise<Verdict> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const verifier = new ChainVerifier();
    for (let from = 0n; ; ) {
      const rows = await readRows(client, from);
      for (const row of rows) {
        const bad: BadEvent | null = verifier.take(row);
        if (bad !== null) return { good: false, first: bad };
        from = row.position + 1n;
      }
      if (rows.length < batch) return verifier.verdict();
    }
  } finally {
    await client.end();
  }
}

async function readRows(client: pg.Client, from: bigint): Promise<ChainRow[]> {
  const { rows } = await client.query<Omit<ChainRow, "position"> & { position: string }>(
    // Ordered by the column: the text of the same name would put place 10 before place 2.
    `SELECT id::text, position::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, kind, "actorId"::text, "accountId"::text,
       "subjectId"::text, "dataKeyId"::text, payload, record, "leafHash", "chainHash"
     FROM "AuditEvent" WHERE position >= $1 ORDER BY "AuditEvent".position LIMIT $2`,
    [String(from), batch],
  );
  return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const embedded = settings.databaseUrl === undefined ? await startPostgres(settings.dataDir) : undefined;
  const url =
    settings.databaseUrl ??
    (embedded && (await prepareEmbedded(embedded, settings.dataDir, "trust_centre")).applicationUrl);
  try {
    const started = process.hrtime.bigint();
    const verdict = await verifyDatabase(url ?? "");
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (verdict.good)
      console.log(
        `The audit chain is good: ${verdict.events} events in ${seconds.toFixed(1)} s, chain hash ${verdict.chainHash}.`,
      );
    else {
      console.error(
        `The audit chain is BAD at place ${verdict.first.position}, event ${verdict.first.id}: ${verdict.first.problem}.`,
      );
      process.exitCode = 1;
    }
  } finally {
    if (embedded?.started) await embedded.stop();
  }
}

if (process.argv[1]?.endsWith("audit-verify.mjs")) await main();
