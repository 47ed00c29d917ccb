/** `npm run demo:time -- +25d`: sets the clock of the embedded demonstration ahead, so that a person can watch time pass. */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { lookEvery } from "@/server/platform/demo-clock";
import { readSettings } from "@/server/platform/env";
import { prepareEmbedded, prepareSchema } from "./database-roles";
import { parseAhead, setAhead } from "./demo-time/ahead";
import { startPostgres } from "./embedded-postgres";

async function main(argument: string | undefined): Promise<string> {
  const more = parseAhead(argument);
  if (more === null)
    throw new Error("Usage: npm run demo:time -- +25d, with d for days, h for hours or m for minutes.");
  const settings = readSettings(process.env);
  if (settings.databaseUrl !== undefined)
    throw new Error("DATABASE_URL: only the clock of the embedded demonstration can be set ahead; unset it.");
  const embedded = await startPostgres(settings.dataDir);
  try {
    const addresses = await prepareEmbedded(embedded, settings.dataDir, "trust_centre");
    await prepareSchema(addresses);
    const client = new pg.Client(addresses.ownerUrl);
    await client.connect();
    try {
      const moment = await setAhead(client, more);
      // What is done in the next moment is done on one clock: the running processes have looked, slow ones too.
      if (!embedded.started) await wait(2 * lookEvery);
      return `It is now ${moment} in the demonstration.`;
    } finally {
      await client.end();
    }
  } finally {
    if (embedded.started) await embedded.stop();
  }
}

main(process.argv[2]).then(
  (line) => console.log(line),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
