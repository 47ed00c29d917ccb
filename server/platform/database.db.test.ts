import pg from "pg";
import { describe, expect, test } from "vitest";
import { database } from "@/server/platform/database";

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
    `DELETE FROM "StoredFile"`,
    `UPDATE "DocumentVersion" SET "fileId" = gen_random_uuid()`,
    `ALTER TABLE "Signature" DISABLE TRIGGER stamp`,
    `DROP FUNCTION audit_append(uuid, text, uuid, uuid, uuid, uuid, bytea)`,
    `CREATE OR REPLACE FUNCTION product_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT ''2030-01-01''::timestamptz'`,
    `CREATE TABLE mine (id int)`,
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

  test("reads rows", async () => {
    expect(await database().person.count()).toBeGreaterThanOrEqual(0);
  });
});
