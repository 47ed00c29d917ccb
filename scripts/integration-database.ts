/**
 * A throw-away database for each file of integration tests, with the two roles and grants of production and a key file, so
 * that any number of files may run at once. All are copies of one, which nobody else enters: PostgreSQL copies no database
 * that somebody is in.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { z } from "zod";
import { openLocalKeyService } from "@/server/keys/local-key-service";
import { now } from "@/server/platform/clock";
import { prepareEmbedded, prepareSchema } from "./database-roles";
import { startPostgres } from "./embedded-postgres";

const Addresses = z.object({ ownerUrl: z.string(), applicationUrl: z.string() });

export default async function setup(): Promise<() => Promise<void>> {
  const folder = resolve(".data/test");
  const server = await startPostgres(folder, ["-c", "fsync=off", "-c", "synchronous_commit=off"]);
  const name = `test_${process.pid}`;
  const addresses = await prepareEmbedded(server, folder, name);
  await prepareSchema(addresses);
  await openLocalKeyService({
    file: join(folder, "keys.json"),
    organisation: "Test Publisher Limited",
    createIfMissing: true,
    now: now(),
  });
  process.env.TEST_SERVER_URL = server.urlOf("postgres");
  process.env.TEST_MODEL = JSON.stringify(addresses);
  process.env.DATA_DIR = folder;
  return async () => {
    const client = new pg.Client(server.urlOf("postgres"));
    await client.connect();
    const ours = await databasesLike(client, `${name}%`);
    for (const each of ours) await client.query(`DROP DATABASE IF EXISTS ${each} WITH (FORCE)`);
    // Another run may have adopted the server meanwhile: whoever is last stops it.
    const others = await databasesLike(client, "test_%");
    await client.end();
    if (others.length === 0) await server.stop();
  };
}

async function databasesLike(client: pg.Client, pattern: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname LIKE $1 AND datname ~ '^[a-z0-9_]+$'",
    [pattern],
  );
  return rows.map((row) => row.name);
}

/**
 * Gives the test file that calls it a database of its own, before the first query: `beforeAll(() => useOwnDatabase())`.
 * @returns the owner's address, for what the application's role may not do
 */
export async function useOwnDatabase(): Promise<{ ownerUrl: string; applicationUrl: string }> {
  const { TEST_SERVER_URL, TEST_MODEL } = process.env;
  if (TEST_SERVER_URL === undefined || TEST_MODEL === undefined)
    throw new Error("the integration tests' set-up has not run");
  const model = Addresses.parse(JSON.parse(TEST_MODEL));
  const modelName = new URL(model.ownerUrl).pathname.slice(1);
  const name = `${modelName}_${process.pid}_${process.hrtime.bigint()}`;
  const client = new pg.Client(TEST_SERVER_URL);
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${modelName} OWNER trust_owner`);
  await client.end();
  const addresses = {
    ownerUrl: inDatabase(model.ownerUrl, name),
    applicationUrl: inDatabase(model.applicationUrl, name),
  };
  process.env.DATABASE_URL = addresses.applicationUrl;
  process.env.DATABASE_OWNER_URL = addresses.ownerUrl;
  return addresses;
}

function inDatabase(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}

/** Gives the test file that calls it a data folder of its own, with the keys of all: `beforeAll(useOwnDataFolder)`. */
export function useOwnDataFolder(): () => void {
  const { DATA_DIR } = process.env;
  if (DATA_DIR === undefined) throw new Error("the integration tests' set-up has not run");
  const folder = mkdtempSync(join(tmpdir(), "trust-centre-test-"));
  copyFileSync(join(DATA_DIR, "keys.json"), join(folder, "keys.json"));
  process.env.DATA_DIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** One statement as the owner's role, for what the application's role may not do. */
export async function asOwner(sql: string, parameters: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client(process.env.DATABASE_OWNER_URL);
  await client.connect();
  try {
    await client.query(sql, [...parameters]);
  } finally {
    await client.end();
  }
}
