/** One throw-away database for the integration tests, with the two roles and grants of production. */
import { resolve } from "node:path";
import pg from "pg";
import { prepareEmbedded, prepareSchema } from "./database-roles";
import { startPostgres } from "./embedded-postgres";

export default async function setup(): Promise<() => Promise<void>> {
  const folder = resolve(".data/test");
  const server = await startPostgres(folder, ["-c", "fsync=off", "-c", "synchronous_commit=off"]);
  const name = `test_${process.pid}`;
  const addresses = await prepareEmbedded(server, folder, name);
  await prepareSchema(addresses);
  process.env.DATABASE_URL = addresses.applicationUrl;
  process.env.DATABASE_OWNER_URL = addresses.ownerUrl;
  process.env.DATA_DIR = folder;
  return async () => {
    const client = new pg.Client(server.urlOf("postgres"));
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
    if (server.started) await server.stop();
  };
}
