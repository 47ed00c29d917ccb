/** The embedded database of the server under test: to find the ids that addresses need, and to make sessions without mail. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { dataDir } from "./addresses";

const State = z.object({ port: z.number() });
const Roles = z.object({ owner: z.string() });

/** As the owner's role. @param folder of the server whose database it is */
export async function query<Row extends pg.QueryResultRow>(
  sql: string,
  values: readonly unknown[] = [],
  folder = dataDir,
): Promise<Row[]> {
  const { port } = State.parse(JSON.parse(readFileSync(join(folder, "pg.json"), "utf8")));
  const { owner } = Roles.parse(JSON.parse(readFileSync(join(folder, "pg-roles.json"), "utf8")));
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "trust_owner",
    password: owner,
    database: "trust_centre",
  });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** The one value that the query gives. */
export async function value(sql: string, values: readonly unknown[] = [], folder = dataDir): Promise<string> {
  const [row] = await query<{ value: string }>(sql, values, folder);
  if (row === undefined) throw new Error(`nothing found: ${sql}`);
  return row.value;
}

/** A live session of this person. @returns the cookie */
export async function sessionCookie(personId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest();
  await query(
    `INSERT INTO "Session" (id, "tokenHash", "personId", "expiresAt") VALUES ($1, $2, $3, now() + interval '1 hour')`,
    [randomUUID(), hash, personId],
  );
  return `trust-session=${token}`;
}
