/**
 * Two roles: the owner applies migrations, the application reads and writes rows. The application's role cannot change
 * evidence, rewrite the audit log or drop a rule, because it owns nothing and is granted no more than stands here.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { z } from "zod";
import type { EmbeddedPostgres } from "./embedded-postgres";
import { migrate } from "./migrate";

/** Rows that are evidence: written once, never changed or deleted by the application. */
const evidence = [
  "AgreementVersion",
  "AgreementPresentation",
  "Signature",
  "SignatureRecord",
  "Acknowledgement",
  "Download",
  "DownloadItem",
  "AdvisoryPublication",
  "ContentPublication",
  "NoticeText",
  "NoticeRecord",
  "NoticeReceipt",
  "BounceClosure",
  "Objection",
  "ObjectionEntry",
  "ObjectionFile",
  "ObjectionRecord",
  "ObjectionReminder",
  "IncidentUpdate",
  "IncidentEscalation",
] as const;

/** The only ways in to what the application may not write itself. */
const gates = [
  "audit_append(uuid, text, uuid, uuid, uuid, uuid, bytea)",
  "audit_sequence(integer)",
  "make_register(text, jsonb)",
].join(", ");

const Passwords = z.object({ owner: z.string(), application: z.string() });

export interface DatabaseAddresses {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

/** Makes the two roles and the database on the embedded server, once. */
export async function prepareEmbedded(
  server: EmbeddedPostgres,
  folder: string,
  name: string,
): Promise<DatabaseAddresses> {
  const file = join(folder, "pg-roles.json");
  if (!existsSync(file)) {
    const made = { owner: randomBytes(18).toString("base64url"), application: randomBytes(18).toString("base64url") };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  const passwords = Passwords.parse(JSON.parse(readFileSync(file, "utf8")));
  const client = new pg.Client(server.urlOf("postgres"));
  await client.connect();
  try {
    for (const [role, password] of [
      ["trust_owner", passwords.owner],
      ["trust_application", passwords.application],
    ] as const) {
      const known = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      await client.query(
        `${known.rowCount ? "ALTER" : "CREATE"} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    const known = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!known.rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER trust_owner`);
  } finally {
    await client.end();
  }
  const address = new URL(server.urlOf(name));
  const as = (user: string, password: string) => {
    const url = new URL(address);
    url.username = user;
    url.password = password;
    return url.href;
  };
  return {
    ownerUrl: as("trust_owner", passwords.owner),
    applicationUrl: as("trust_application", passwords.application),
  };
}

/** Migrates as the owner, lets the application's role in, and refuses one that could get round the rules. @returns names of applied migrations */
export async function prepareSchema({ ownerUrl, applicationUrl }: DatabaseAddresses): Promise<string[]> {
  const application = new pg.Client(applicationUrl);
  await application.connect().catch((error: Error) => {
    throw new Error(`DATABASE_URL: the database does not answer (${error.message}). Start it or correct the address.`);
  });
  try {
    return await migrateFor(application, ownerUrl);
  } finally {
    // Left open, it would fail with the server's stop and hide why the start failed.
    await application.end();
  }
}

async function migrateFor(application: pg.Client, ownerUrl: string): Promise<string[]> {
  const role = await application.query<{ name: string; version: number }>(
    "SELECT current_user AS name, current_setting('server_version_num')::int AS version",
  );
  const who = role.rows[0];
  if (who === undefined || who.version < 150000) throw new Error("DATABASE_URL: PostgreSQL 15 or later is needed.");
  const applied = await migrate(ownerUrl);
  await runMigrations({ connectionString: ownerUrl });
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  try {
    await grant(owner, who.name);
  } finally {
    await owner.end();
  }
  const refusal = await reasonToRefuse(application);
  if (refusal !== undefined)
    throw new Error(`DATABASE_URL: the role ${who.name} ${refusal}. Use a role of its own that owns nothing.`);
  return applied;
}

/** A stored file may be deleted, since what it holds may have to be erased; what evidence refers to is held by its foreign key. */
async function grant(owner: pg.Client, applicationRole: string): Promise<void> {
  const role = owner.escapeIdentifier(applicationRole);
  const self = await owner.query<{ same: boolean }>("SELECT current_user = $1 AS same", [applicationRole]);
  if (self.rows[0]?.same) return;
  const frozen = evidence.map((table) => `"${table}"`).join(", ");
  await owner.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(72707370);
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public, graphile_worker TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${frozen} FROM ${role};
    REVOKE UPDATE, TRUNCATE ON "StoredFile" FROM ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON "DocumentVersion" FROM ${role};
    GRANT UPDATE ("damagedAt") ON "StoredFile" TO ${role};
    GRANT UPDATE ("withdrawnAt", "withdrawnReason") ON "DocumentVersion" TO ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "AuditEvent" FROM ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "Register", "SubProcessor", "SubProcessorVersion", "ClockOffset" FROM ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON "Notice", "AccountNotice" FROM ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "Hold", "CustomerControl" FROM ${role};
    GRANT UPDATE ("listedAt") ON "Notice" TO ${role};
    GRANT UPDATE (relation, sealed) ON "AccountNotice" TO ${role};
    GRANT UPDATE (decision, "decidedById", sealed) ON "Hold" TO ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON "AdvisoryGrant", "FeedToken" FROM ${role};
    GRANT UPDATE ("endedById") ON "AdvisoryGrant" TO ${role};
    GRANT UPDATE ("lastUsedAt", "revokedAt") ON "FeedToken" TO ${role};
    REVOKE DELETE, TRUNCATE ON "SubProcessorChange", "Delivery", "OrderForm" FROM ${role};
    REVOKE DELETE, TRUNCATE ON "SubProcessorChange", "Delivery", "OrderForm", "Incident" FROM ${role};
    REVOKE UPDATE, TRUNCATE ON "IncidentAccount" FROM ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON _prisma_migrations FROM ${role};
    REVOKE EXECUTE ON FUNCTION ${gates} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${gates} TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${role};
    COMMIT;`);
  const { rows } = await owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relrowsecurity
     AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'graphile_worker' AND p.tablename = c.relname AND p.policyname = 'application')`,
  );
  for (const { name } of rows)
    await owner.query(
      `CREATE POLICY application ON graphile_worker.${owner.escapeIdentifier(name)} TO PUBLIC USING (true) WITH CHECK (true)`,
    );
}

async function reasonToRefuse(application: pg.Client): Promise<string | undefined> {
  const { rows } = await application.query<{ superuser: boolean; owns: boolean; member: boolean; rewrites: boolean }>(`
    SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole AS superuser,
      EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname IN ('public', 'graphile_worker') AND c.relowner = r.oid) AS owns,
      EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'public' AND c.relname = 'AuditEvent' AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS member,
      has_table_privilege(r.oid, 'public."AuditEvent"', 'UPDATE') OR has_table_privilege(r.oid, 'public."AuditEvent"', 'DELETE') AS rewrites
    FROM pg_roles r WHERE r.rolname = current_user`);
  const found = rows[0];
  if (found === undefined) return "is unknown to the server";
  if (found.superuser) return "is a superuser, may make roles or bypasses row security";
  if (found.owns) return "owns tables";
  if (found.member) return "is a member of the owner's role";
  return found.rewrites ? "may change the audit log" : undefined;
}
