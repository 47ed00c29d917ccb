/** Brings a deployment up to the point where pages can be served: database, keys, content. Everything is checked, and what is wrong is one line. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importAgreements } from "@/server/agreements/versions";
import { currentPack } from "@/server/content/current-pack";
import { publisherKey } from "@/server/keys/data-keys";
import { KeyServiceError } from "@/server/keys/key-service";
import { keyFile } from "@/server/keys/keys";
import { openLocalKeyService } from "@/server/keys/local-key-service";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { readSettings, type Settings } from "@/server/platform/env";
import { importRegister } from "@/server/subprocessors/register-import";
import { securityKey } from "@/server/vulnerabilities/security-text";
import { prepareEmbedded, prepareSchema } from "./database-roles";
import { type EmbeddedPostgres, startPostgres } from "./embedded-postgres";

export interface PreparedDeployment {
  readonly settings: Settings;
  readonly demo: boolean;
  readonly embedded: EmbeddedPostgres | undefined;
  /** Names of migrations that were applied now. */
  readonly applied: readonly string[];
}

/** A wrong or missing setting, in one sentence for the operator. */
export class StartProblem extends Error {
  override name = "StartProblem";
}

/** @param say tells the person at the terminal what is being done */
export async function prepareDeployment(say: (line: string) => void): Promise<PreparedDeployment> {
  const first = readSettings(process.env);
  mkdirSync(first.dataDir, { recursive: true });
  makeAuthSecret(first);
  const embedded = first.databaseUrl === undefined ? await launch(first, say) : undefined;
  try {
    return { ...(await prepareParts(embedded !== undefined, say)), embedded };
  } catch (error) {
    if (embedded?.started) await embedded.stop();
    throw error;
  }
}

async function prepareParts(
  isEmbedded: boolean,
  say: (line: string) => void,
): Promise<Omit<PreparedDeployment, "embedded">> {
  const settings = readSettings(process.env);
  const { databaseUrl, databaseOwnerUrl } = settings;
  if (databaseUrl === undefined || databaseOwnerUrl === undefined) throw new StartProblem("DATABASE_URL: no database.");
  const applied = await prepareSchema({ ownerUrl: databaseOwnerUrl, applicationUrl: databaseUrl });
  if (applied.length > 0) say(`applied ${applied.length} migration${applied.length > 1 ? "s" : ""}`);
  const demo = await checkDeployment(settings, isEmbedded);
  process.env.DEMO = demo ? "1" : "0";
  if (settings.smtpUrl === undefined && !(demo && settings.loopback))
    throw new StartProblem(
      "SMTP_URL: is required outside the demo on this machine; set smtp:// or smtps:// with the address of your mail server.",
    );
  process.env.NEXTAUTH_URL = settings.publicUrl.origin;
  process.env.NEXTAUTH_SECRET = settings.authSecret;
  const pack = await currentPack();
  await importAgreements(database(), pack);
  await importRegister(database(), pack);
  await securityKey();
  return { settings, demo, applied };
}

async function launch(settings: Settings, say: (line: string) => void): Promise<EmbeddedPostgres> {
  say("starting the embedded database");
  const embedded = await startPostgres(settings.dataDir);
  const addresses = await prepareEmbedded(embedded, settings.dataDir, "trust_centre");
  process.env.DATABASE_URL = addresses.applicationUrl;
  process.env.DATABASE_OWNER_URL = addresses.ownerUrl;
  return embedded;
}

function makeAuthSecret(settings: Settings): void {
  const file = join(settings.dataDir, "auth-secret");
  if (settings.authSecret === undefined && !existsSync(file))
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  process.env.AUTH_SECRET = settings.authSecret ?? readFileSync(file, "utf8").trim();
}

/** The first start makes the keys and remembers them by a check value; later starts refuse any others. @returns whether this is the demo */
async function checkDeployment(settings: Settings, embedded: boolean): Promise<boolean> {
  const known = await database().deployment.findUnique({ where: { id: 1 } });
  const keys = await openLocalKeyService({
    file: keyFile(),
    organisation: settings.publisher,
    createIfMissing: known === null,
    now: now(),
  });
  const keyCheck = await keys.checkValue();
  if (known === null) {
    const demo = settings.demo ?? (settings.loopback && embedded);
    await database().deployment.createMany({ data: { id: 1, keyCheck, demo }, skipDuplicates: true });
    await publisherKey(database());
    return demo;
  }
  if (known.keyCheck !== keyCheck)
    throw new KeyServiceError(
      `${keyFile()}: these are not the keys that the database was encrypted with. Restore the key file from your backup.`,
    );
  if (settings.demo === true && !known.demo)
    throw new StartProblem("DEMO: this database was set up without demo data; unset DEMO or use an empty database.");
  return known.demo && settings.demo !== false;
}
