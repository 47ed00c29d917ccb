import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { prepareSchema } from "@/scripts/database-roles";
import { useOwnDatabase } from "@/scripts/integration-database";
import { database } from "@/server/platform/database";

beforeAll(() => useOwnDatabase());

/** What the application's own role may not do, however it is used. */
describe("the application's role", () => {
  const forbidden = [
    `UPDATE "AuditEvent" SET kind = 'nothing'`,
    `DELETE FROM "AuditEvent"`,
    `TRUNCATE "AuditEvent"`,
    `INSERT INTO "AuditEvent" (id, at, kind, payload, record) VALUES (gen_random_uuid(), now(), 'sign-in', '', '')`,
    `UPDATE "Signature" SET "textSha256" = ''`,
    `DELETE FROM "Signature"`,
    `UPDATE "Download" SET "createdAt" = now()`,
    `DELETE FROM "Acknowledgement"`,
    `UPDATE "StoredFile" SET "storageKey" = 'other'`,
    `TRUNCATE "StoredFile"`,
    `DELETE FROM "DocumentVersion"`,
    `DELETE FROM "SignatureRecord"`,
    `UPDATE "DocumentVersion" SET "fileId" = gen_random_uuid()`,
    `ALTER TABLE "Signature" DISABLE TRIGGER stamp`,
    `DROP FUNCTION audit_append(uuid, text, uuid, uuid, uuid, uuid, bytea)`,
    `CREATE OR REPLACE FUNCTION product_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT ''2030-01-01''::timestamptz'`,
    `CREATE TABLE mine (id int)`,
    `INSERT INTO "ClockOffset" (id, "aheadSeconds") VALUES (1, 2592000)`,
    `UPDATE "ClockOffset" SET "aheadSeconds" = 2592000`,
    `DELETE FROM "ClockOffset"`,
    `INSERT INTO "SubProcessor" (id, publisher, slug, position) VALUES (gen_random_uuid(), 'alphagen', 'quiet', 9)`,
    `UPDATE "SubProcessor" SET publisher = 'other'`,
    `DELETE FROM "SubProcessor"`,
    `INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name) VALUES (gen_random_uuid(), gen_random_uuid(), 'Quiet')`,
    `UPDATE "SubProcessorVersion" SET location = 'Moon'`,
    `UPDATE "SubProcessorVersion" SET "effectiveFrom" = now() - interval '40 days'`,
    `DELETE FROM "SubProcessorVersion"`,
    `TRUNCATE "SubProcessorVersion"`,
    `CREATE OR REPLACE FUNCTION make_register(publisher_name text, entries jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
  ];
  test.each(forbidden)("is refused: %s", async (sql) => {
    const client = new pg.Client(process.env.DATABASE_URL);
    await client.connect();
    try {
      await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    } finally {
      await client.end();
    }
  });

  test("may delete a stored file, and whatever refers to one holds it", async () => {
    const rules = await database().$queryRaw<{ name: string; rule: string }[]>`
      SELECT conrelid::regclass::text AS name, confdeltype::text AS rule FROM pg_constraint
      WHERE contype = 'f' AND confrelid = '"StoredFile"'::regclass ORDER BY 1`;
    expect(rules.map(({ name }) => name)).toEqual([
      ...[`"DocumentVersion"`, `"ObjectionDraftFile"`, `"ObjectionFile"`, `"ObjectionRecord"`],
      ...[`"SignatureRecord"`, `"VulnerabilityAttachment"`],
    ]);
    // `r`: RESTRICT, which no later statement of the same transaction can mend.
    expect(rules.every(({ rule }) => rule === "r")).toBe(true);
  });

  test("reads rows", async () => {
    expect(await database().person.count()).toBeGreaterThanOrEqual(0);
  });
});

test("a start that fails at the migrations leaves no connection open that would hide why", async () => {
  const { DATABASE_URL = "", DATABASE_OWNER_URL = "" } = process.env;
  const [application, owner] = [new URL(DATABASE_URL), new URL(DATABASE_OWNER_URL)];
  application.searchParams.set("application_name", "failed-start");
  owner.password = "wrong";
  const addresses = { applicationUrl: application.href, ownerUrl: owner.href };
  await expect(prepareSchema(addresses)).rejects.toThrow("password authentication failed");
  await vi.waitFor(async () => {
    const open = await database().$queryRaw`SELECT pid FROM pg_stat_activity WHERE application_name = 'failed-start'`;
    expect(open).toEqual([]);
  }, 20_000);
});
