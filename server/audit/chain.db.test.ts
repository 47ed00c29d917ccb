import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { verifyDatabase } from "@/scripts/audit-verify";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { chainEvent, openDetails, recordEvent, sequenceEvents } from "@/server/audit/events";
import { eraseDataKey, newDataKey } from "@/server/keys/data-keys";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

/** This file reads the log as a whole, so it has a database of its own. */
let applicationUrl: string;
let ownerUrl: string;
beforeAll(async () => {
  ({ applicationUrl, ownerUrl } = await useOwnDatabase());
});

const record = (subjectId = newId()) =>
  database().$transaction((transaction) =>
    recordEvent(transaction, {
      kind: "account.changed",
      actorId: newId(),
      accountId: newId(),
      subjectId,
      details: { change: "name" },
    }),
  );

describe("writers at once", () => {
  test("twenty of them, each chained before its answer, make one chain without a gap", async () => {
    const writers = Array.from({ length: 20 }, async () => {
      const places: bigint[] = [];
      for (let turn = 0; turn < 5; turn++) places.push(await chainEvent(database(), await record()));
      return places;
    });
    const places = (await Promise.all(writers)).flat().map(Number);
    expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, place) => place));
    expect(await verifyDatabase(applicationUrl)).toMatchObject({ good: true, events: 100n });
  });

  test("a change that is rolled back leaves neither event nor gap", async () => {
    const before = await database().auditEvent.count();
    const rolledBack = database().$transaction(async (transaction) => {
      await recordEvent(transaction, { kind: "account.changed", actorId: null });
      throw new Error("changed my mind");
    });
    await Promise.allSettled([rolledBack, record(), record()]);
    await sequenceEvents(database());
    expect(await database().auditEvent.count()).toBe(before + 2);
    expect(await verifyDatabase(applicationUrl)).toMatchObject({ good: true, events: BigInt(before + 2) });
  });

  test("an event has no place before it is committed, and gets one after, behind those that were quicker", async () => {
    let late = "";
    await database().$transaction(async (transaction) => {
      late = await recordEvent(transaction, { kind: "account.changed", actorId: null });
      await expect(chainEvent(database(), late)).rejects.toThrow();
      await chainEvent(database(), await record());
    });
    const before = await database().auditEvent.count({ where: { position: { not: null } } });
    expect(Number(await chainEvent(database(), late))).toBe(before);
    expect(await verifyDatabase(applicationUrl)).toMatchObject({ good: true });
  });
});

test("times keep their microseconds, in the column, in the record and in what is verified", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => record()));
  const { rows } = await select<{ micro: string; record: Buffer }>(
    `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS micro, record FROM "AuditEvent" WHERE id = ANY($1)`,
    [ids],
  );
  expect(rows.some((row) => !row.micro.endsWith("000Z"))).toBe(true);
  for (const row of rows) expect(row.record.toString("utf8").split("\n")[2]).toBe(row.micro);
});

test("erasing a person leaves every proof as it is", async () => {
  const dataKeyId = await newDataKey(database(), "person");
  const id = await database().$transaction((transaction) =>
    recordEvent(transaction, { kind: "sign-in", actorId: null, dataKeyId, details: { email: "ada@customer.example" } }),
  );
  await sequenceEvents(database());
  const event = await database().auditEvent.findUniqueOrThrow({ where: { id } });
  expect(await openDetails(database(), event)).toEqual({ email: "ada@customer.example" });
  expect(Buffer.from(event.record).toString("latin1")).not.toContain("ada@customer");
  await eraseDataKey(database(), dataKeyId, now());
  expect(await openDetails(database(), event)).toBeNull();
  expect(await verifyDatabase(applicationUrl)).toMatchObject({ good: true });
});

/** Done to the event with place 7 of the log, most of them by somebody who also mends what is easy to mend. */
const tampers: readonly { what: string; sql: string; place?: bigint; problem: string }[] = [
  { what: "the record changed", sql: `SET record = record || '\\x00'`, problem: "the record does not match its hash" },
  {
    what: "the record changed and its hash with it",
    sql: `SET record = record || '\\x00', "leafHash" = sha256('\\x00'::bytea || record || '\\x00')`,
    problem: "the chain does not continue here",
  },
  { what: "the payload changed", sql: `SET payload = payload || '\\x00'`, problem: "a column does not say" },
  { what: "the kind changed", sql: `SET kind = 'sign-in'`, problem: "a column does not say" },
  { what: "the time moved by a microsecond", sql: `SET at = at + interval '1 microsecond'`, problem: "a column does" },
  { what: "the actor changed", sql: `SET "actorId" = gen_random_uuid()`, problem: "a column does not say" },
  { what: "the actor removed", sql: `SET "actorId" = NULL`, problem: "a column does not say" },
  { what: "the account changed", sql: `SET "accountId" = gen_random_uuid()`, problem: "a column does not say" },
  { what: "the subject changed", sql: `SET "subjectId" = NULL`, problem: "a column does not say" },
  { what: "the data key changed", sql: `SET "dataKeyId" = gen_random_uuid()`, problem: "a column does not say" },
  { what: "the id changed", sql: `SET id = gen_random_uuid()`, problem: "a column does not say" },
  {
    what: "its hash rewritten",
    sql: `SET "leafHash" = sha256('other')`,
    problem: "the record does not match its hash",
  },
  {
    what: "the chain rewritten",
    sql: `SET "chainHash" = sha256('other')`,
    problem: "the chain does not continue here",
  },
  { what: "the event's place taken away", sql: "SET position = NULL", place: 8n, problem: "place 7 is missing" },
].map((each) => ({ ...each, sql: `UPDATE "AuditEvent" ${each.sql} WHERE position = 7` }));

const structural: typeof tampers = [
  {
    what: "the event deleted",
    sql: `DELETE FROM "AuditEvent" WHERE position = 7`,
    place: 8n,
    problem: "place 7 is missing",
  },
  {
    what: "the first event deleted",
    sql: `DELETE FROM "AuditEvent" WHERE position = 0`,
    place: 1n,
    problem: "place 0 is missing",
  },
  {
    what: "an event deleted and those behind it moved up",
    sql: `WITH gone AS (DELETE FROM "AuditEvent" WHERE position = 7)
      UPDATE "AuditEvent" e SET position = -e.position + 1 WHERE e.position > 7;
      UPDATE "AuditEvent" SET position = -position WHERE position < 0`,
    problem: "the chain does not continue here",
  },
  {
    what: "two events swapped",
    sql: `UPDATE "AuditEvent" SET position = -1 WHERE position = 8;
      UPDATE "AuditEvent" SET position = 8 WHERE position = 7;
      UPDATE "AuditEvent" SET position = 7 WHERE position = -1`,
    problem: "the chain does not continue here",
  },
  {
    what: "an event put in between",
    sql: `UPDATE "AuditEvent" SET position = -position - 1 WHERE position >= 7;
      UPDATE "AuditEvent" SET position = -position WHERE position < 0;
      INSERT INTO "AuditEvent" SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'sequence', 1000000, 'position', 7))).*
        FROM "AuditEvent" e WHERE position = 6`,
    problem: "the chain does not continue here",
  },
];

describe("whoever rewrites the log as the database's owner", () => {
  beforeAll(async () => {
    await asOwner(`CREATE TABLE saved AS TABLE "AuditEvent"`);
  });
  afterEach(async () => {
    await withoutGuard(`DELETE FROM "AuditEvent"; INSERT INTO "AuditEvent" SELECT * FROM saved`);
    expect(await verifyDatabase(applicationUrl)).toMatchObject({ good: true });
  });

  test.each([...tampers, ...structural])("is found out at the very place: $what", async ({ sql, place, problem }) => {
    await withoutGuard(sql);
    const verdict = await verifyDatabase(applicationUrl);
    expect(verdict).toMatchObject({ good: false, first: { position: place ?? 7n } });
    expect(verdict.good ? "" : verdict.first.problem).toContain(problem);
  });

  test("as a whole, with every hash made anew, has another chain hash than the one noted before", async () => {
    const before = await verifyDatabase(applicationUrl);
    await withoutGuard(`DELETE FROM "AuditEvent" WHERE position = 7;
      UPDATE "AuditEvent" SET position = NULL, "leafHash" = NULL, "chainHash" = NULL`);
    await sequenceEvents(database());
    const after = await verifyDatabase(applicationUrl);
    expect(after.good && before.good && after.chainHash !== before.chainHash).toBe(true);
  });

  test.each([
    ["changes", `UPDATE "AuditEvent" SET kind = 'sign-in' WHERE position = 7`],
    ["deletes", `DELETE FROM "AuditEvent" WHERE position = 7`],
    ["empties", `TRUNCATE "AuditEvent" CASCADE`],
    ["takes the place from", `UPDATE "AuditEvent" SET position = NULL WHERE position = 7`],
    ["chains anew", `UPDATE "AuditEvent" SET "chainHash" = sha256('x') WHERE position = 7`],
  ])("is stopped with the rules in force: %s the log", async (_, sql) => {
    await expect(asOwner(sql)).rejects.toThrow("the audit log is append-only");
  });
});

describe("the application's own role", () => {
  const triggers = [`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`, "SET session_replication_role = replica"];
  const all = [...tampers, ...structural].map(({ what, sql }) => [what, sql.split(";")[0] ?? ""] as const);
  test.each([...all, ...triggers.map((sql) => [sql, sql] as const)])("cannot do it: %s", async (_, sql) => {
    await expect(select(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  test("cannot name the time or the place of an event, nor a kind that is no word", async () => {
    await expect(
      select("SELECT audit_append($1, 'Not A Kind', null, null, null, null, '')", [newId()]),
    ).rejects.toThrow("is not in lower-case words");
    const event = await database().auditEvent.findUniqueOrThrow({ where: { id: await record() } });
    expect(Math.abs(event.at.getTime() - now().getTime())).toBeLessThan(20_000);
    expect(event.position).toBeNull();
  });
});

async function withoutGuard(sql: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query(`BEGIN; ALTER TABLE "AuditEvent" DISABLE TRIGGER USER; ${sql};
      ALTER TABLE "AuditEvent" ENABLE TRIGGER USER; COMMIT`);
  } finally {
    await client.end();
  }
}

/** As the application's role. */
async function select<Row extends pg.QueryResultRow>(sql: string, parameters: readonly unknown[] = []) {
  const client = new pg.Client(applicationUrl);
  await client.connect();
  try {
    return await client.query<Row>(sql, [...parameters]);
  } finally {
    await client.end();
  }
}

test("a log longer than one reading of the verifier is verified to its end", async () => {
  const before = await database().auditEvent.count();
  await select(
    `SELECT count(audit_append(gen_random_uuid(), 'sign-in', null, null, null, null, '\\x01')) FROM generate_series(1, 5100)`,
  );
  await sequenceEvents(database());
  expect(await verifyDatabase(applicationUrl)).toMatchObject({ good: true, events: BigInt(before + 5100) });
  await withoutGuard(`UPDATE "AuditEvent" SET payload = '\\x02' WHERE position = ${before + 5050}`);
  expect(await verifyDatabase(applicationUrl)).toMatchObject({ first: { position: BigInt(before + 5050) } });
});
