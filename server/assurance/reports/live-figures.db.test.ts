import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { recomputeChain } from "@/server/assurance/recompute-chain";
import { recordEvent, sequenceEvents } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { lastRecomputation, liveFigures, recordsBegin } from "./live-figures";
import { quarterNamed } from "./quarter";

/** It reads the log as a whole and writes events of other days, so it has a database of its own. */
beforeAll(async () => {
  await useOwnDatabase();
});
beforeEach(async () => {
  await asOwner(`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`);
  await asOwner(`TRUNCATE "AuditEvent" CASCADE`);
  await asOwner(`ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`);
});

const quarter = quarterNamed("2028-Q1");

/** The application cannot name an event's time; its owner can. */
async function happened(kind: AuditKind, at: string, subjectId: string | null = null): Promise<void> {
  await asOwner(
    `INSERT INTO "AuditEvent" (id, at, kind, "subjectId", payload, record)
     VALUES ($1, $2::timestamptz, $3, $4::uuid, '', audit_record($1, $2::timestamptz, $3, NULL, NULL, $4::uuid, NULL, ''))`,
    [newId(), at, kind, subjectId],
  );
}

describe("the figures of a quarter", () => {
  test("of which there are no events are zero, with no median", async () => {
    expect(await recordsBegin(database())).toBeNull();
    expect(await liveFigures(database(), quarter)).toEqual({
      accessRequests: { asked: 0, letIn: 0, approved: 0, declined: 0, medianDecisionHours: null },
      events: 0,
      sequenced: 0,
    });
  });

  test("take what lies between its first instant and the next quarter's, in UTC, leap day included", async () => {
    for (const at of [
      "2027-12-31T23:59:59.999999Z",
      "2028-01-01T00:00:00Z",
      "2028-02-29T12:00:00Z",
      "2028-03-31T23:59:59.999999Z",
      "2028-04-01T00:00:00Z",
      "2028-04-01T01:00:00+02:00",
    ])
      await happened("access.requested", at);
    expect((await liveFigures(database(), quarter)).accessRequests.asked).toBe(4);
    expect((await liveFigures(database(), quarterNamed("2027-Q4"))).accessRequests.asked).toBe(1);
    expect((await liveFigures(database(), quarterNamed("2028-Q2"))).accessRequests.asked).toBe(1);
    expect(await recordsBegin(database())).toEqual(new Date("2027-12-31T23:59:59.999Z"));
  });

  test("count every kind as an event, and apart what became of requests", async () => {
    const kinds = ["access.let-in", "access.approved", "access.declined", "access.declined", "sign-in", "download"];
    for (const kind of kinds as AuditKind[]) await happened(kind, "2028-02-01T00:00:00Z", newId());
    const { accessRequests, events, sequenced } = await liveFigures(database(), quarter);
    expect(accessRequests).toMatchObject({ asked: 0, letIn: 1, approved: 1, declined: 2 });
    expect([events, sequenced]).toEqual([6, 0]);
    await sequenceEvents(database());
    expect((await liveFigures(database(), quarter)).sequenced).toBe(6);
  });

  test("have the median from the confirmed address to staff's decision, also where it was asked the quarter before", async () => {
    const decided = async (confirmed: string, decision: string, kind: AuditKind = "access.approved") => {
      const id = newId();
      await happened("access.confirmed", confirmed, id);
      await happened(kind, decision, id);
    };
    await decided("2027-12-31T23:00:00Z", "2028-01-01T01:00:00Z");
    await decided("2028-01-10T00:00:00Z", "2028-01-10T10:00:00Z", "access.declined");
    await decided("2028-02-01T00:00:00Z", "2028-02-04T00:00:00Z");
    // Let in by the domain is nobody's decision; decided later belongs to the next quarter.
    await decided("2028-02-01T00:00:00Z", "2028-02-01T00:00:00Z", "access.let-in");
    await decided("2028-03-31T23:00:00Z", "2028-04-02T00:00:00Z");
    expect((await liveFigures(database(), quarter)).accessRequests.medianDecisionHours).toBe(10);
  });

  test("have the indexes without which they take half a minute over a long log", async () => {
    const rows = await database().$queryRaw<{ indexname: string }[]>`
      SELECT indexname::text FROM pg_indexes WHERE indexname IN ('AuditEvent_kind_at_idx', 'audit_request_confirmed')`;
    expect(rows).toHaveLength(2);
  });
});

describe("recomputing the chain", () => {
  const record = () =>
    database().$transaction((transaction) => recordEvent(transaction, { kind: "account.changed", actorId: null }));

  test("was never done at first, then leaves its outcome as an event", async () => {
    expect(await lastRecomputation(database())).toBeNull();
    for (let turn = 0; turn < 3; turn++) await record();
    await sequenceEvents(database());
    expect(await recomputeChain(database())).toEqual({ events: 3, first: null });
    expect(await lastRecomputation(database())).toMatchObject({ good: true, events: 3 });
    await sequenceEvents(database());
    expect(await recomputeChain(database())).toEqual({ events: 4, first: null });
  });

  test("says where it breaks, and goes on saying so", async () => {
    for (let turn = 0; turn < 3; turn++) await record();
    await sequenceEvents(database());
    await asOwner(`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`);
    await asOwner(`UPDATE "AuditEvent" SET kind = 'sign-in' WHERE position = 1`);
    await asOwner(`ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`);
    expect(await recomputeChain(database())).toMatchObject({ events: 1, first: { position: 1n } });
    expect(await lastRecomputation(database())).toMatchObject({ good: false, events: 1 });
  });
});
