import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeStaff, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { recordEvent } from "@/server/audit/events";
import { newDataKey } from "@/server/keys/data-keys";
import { database } from "@/server/platform/database";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

/** Whose times hold, what stays as it is and who may say what: kept by the database, whoever asks it. */
let bench: ClockBench;
let addresses: Awaited<ReturnType<typeof useOwnDatabase>>;
let auditor: string;
beforeAll(async () => {
  addresses = await useOwnDatabase();
  bench = await ClockBench.start(addresses, 0);
  auditor = (await makeStaff(["auditor"])).personId;
});
afterAll(() => bench.stop());

const hour = 3600;
const ago = async (seconds: number) => new Date((await bench.now()).getTime() - seconds * 1000);

async function insert(table: string, row: Readonly<Record<string, unknown>>, returning = "id"): Promise<string> {
  const names = Object.keys(row);
  const id = await bench.value<string>(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")})
     VALUES (${names.map((_, place) => `$${place + 1}`).join(", ")}) RETURNING "${returning}" AS value`,
    Object.values(row),
  );
  if (id === undefined) throw new Error("nothing was inserted");
  return id;
}

/** In the form that the table wants: twelve hexadecimal digits are letters of its alphabet. */
const reference = () => `INC-2026-${randomWord().toUpperCase().slice(0, 6)}`;
const uuid = () => crypto.randomUUID();

async function open(given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const discoveredAt = given.discoveredAt ?? (await ago(hour));
  return insert("Incident", {
    ...{ id: uuid(), publisher: bench.publisher, reference: reference(), class: "P2", sealed: Buffer.from("x") },
    ...{ dataKeyId: await newDataKey(database(), "incident"), discoveredAt, detectedAt: discoveredAt },
    ...{ customersHours: 48, regulatorHours: 72, openedById: bench.author },
    ...given,
  });
}

const set = (id: string, assignments: string, ...values: readonly unknown[]) =>
  bench.run(`UPDATE "Incident" SET ${assignments} WHERE id = $1`, id, ...values);
const close = (id: string) => set(id, `"closedById" = $2`, bench.author);
const row = (id: string) => database().incident.findUniqueOrThrow({ where: { id } });

async function concern(incident: string, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const accountId = given.accountId ?? (await makeAccount()).id;
  const place = { incidentId: incident, accountId, addedById: bench.author, ...given };
  return insert("IncidentAccount", place, "accountId");
}
const update = (incident: string, given: Readonly<Record<string, unknown>> = {}) =>
  insert("IncidentUpdate", {
    id: uuid(),
    incidentId: incident,
    sealed: Buffer.from("x"),
    authorId: bench.author,
    ...given,
  });
const notice = (incidentUpdateId: string) =>
  insert("Notice", { id: uuid(), publisher: bench.publisher, kind: "incident", incidentUpdateId });
const list = (noticeId: string, accountId: string) => insert("AccountNotice", { noticeId, accountId }, "accountId");
const escalate = (incidentId: string, duty: string, step: number) =>
  insert("IncidentEscalation", { incidentId, duty, step }, "incidentId");

/** Told by a message that the mail server took. */
async function give(noticeId: string, accountId: string): Promise<void> {
  const message = { noticeId, accountId, sealed: Buffer.from("x"), messageId: uuid() };
  const id = await insert("Delivery", { id: uuid(), ...message });
  await bench.settle(id, "accepted");
}

describe("an incident", () => {
  test("has its times stamped, whatever who opens it says of them", async () => {
    const id = await open({ openedAt: "2020-01-01", closedAt: "2020-01-01", closedById: bench.author });
    const found = await row(id);
    expect(found).toMatchObject({ closedAt: null, closedById: null, regulatorToldAt: null });
    expect(found.openedAt.getFullYear()).toBeGreaterThan(2020);
    await set(id, `"closedById" = $2, "closedAt" = '2020-01-01'`, bench.author);
    expect((await row(id)).closedAt?.getFullYear()).toBeGreaterThan(2020);
  });

  test.each(["discoveredAt", "detectedAt", "containedAt", "recoveredAt"])("has no %s that lies ahead", async (name) => {
    const ahead = await ago(-60);
    await expect(open({ [name]: ahead })).rejects.toThrow("do not lie ahead");
    await expect(set(await open(), `"${name}" = $2`, ahead)).rejects.toThrow("do not lie ahead");
  });

  test("goes from detection over containment to recovery", async () => {
    const [first, second] = [await ago(3 * hour), await ago(2 * hour)];
    await expect(open({ detectedAt: second, containedAt: first })).rejects.toThrow("course");
    await expect(open({ detectedAt: second, recoveredAt: first })).rejects.toThrow("course");
    await expect(open({ detectedAt: first, containedAt: second, recoveredAt: first })).rejects.toThrow("course");
    await open({ detectedAt: first, recoveredAt: second });
  });

  test("was discovered before it was opened, also where that is corrected", async () => {
    const id = await open();
    await bench.pass(2 * hour);
    await expect(set(id, `"discoveredAt" = $2`, await ago(60))).rejects.toThrow("discovered_first");
  });

  test.each(["INC-2026-1", "INC-2026-ILOU00", "inc-2026-7F3K9Q", "AGSA-2026-7F3K9Q"])(
    "is not called %s",
    async (name) => {
      await expect(open({ reference: name })).rejects.toThrow("reference_form");
    },
  );

  test("bears a reference of its own", async () => {
    const name = reference();
    await open({ reference: name });
    await expect(open({ reference: name })).rejects.toThrow("Incident_reference_key");
  });

  test("is opened and closed by staff who handle incidents", async () => {
    await expect(open({ openedById: auditor })).rejects.toThrow("staff who handle incidents");
    await expect(set(await open(), `"closedById" = $2`, auditor)).rejects.toThrow("staff who handle incidents");
  });

  test("keeps who opened it and what was owed then, and is never deleted", async () => {
    const id = await open();
    for (const change of [
      `"openedById" = '${bench.approver}'`,
      `"openedAt" = now()`,
      `"customersHours" = 72`,
      `publisher = 'x'`,
    ])
      await expect(set(id, change)).rejects.toThrow("stays as it is");
    await expect(bench.run(`DELETE FROM "Incident" WHERE id = $1`, id)).rejects.toThrow("permission denied");
  });

  test("stays as it is once it is closed: no change, account, update, notice or escalation", async () => {
    const id = await open({ discoveredAt: await ago(30 * hour) });
    const account = await concern(id);
    const earlier = await update(id);
    const given = await notice(earlier);
    await list(given, account);
    await give(given, account);
    await close(id);
    const late = "a closed incident stays as it is";
    await expect(set(id, `"recoveredAt" = product_now()`)).rejects.toThrow(late);
    await expect(set(id, `"closedById" = NULL`)).rejects.toThrow(late);
    await expect(concern(id)).rejects.toThrow(late);
    await expect(bench.run(`DELETE FROM "IncidentAccount" WHERE "incidentId" = $1`, id)).rejects.toThrow(late);
    await expect(update(id)).rejects.toThrow(late);
    await expect(list(given, account)).rejects.toThrow(late);
    await expect(escalate(id, "customers", 50)).rejects.toThrow(late);
  });

  test("is not classified or timed anew without an event in the audit log", async () => {
    const id = await open();
    await expect(set(id, `class = 'P0'`)).rejects.toThrow("incident.classified");
    await expect(set(id, `"asController" = true`)).rejects.toThrow("incident.classified");
    await expect(set(id, `"containedAt" = product_now()`)).rejects.toThrow("incident.timed");
    expect(await row(id)).toMatchObject({ class: "P2", asController: false, containedAt: null });
    await database().$transaction(async (transaction) => {
      await transaction.incident.update({ where: { id }, data: { class: "P0" } });
      await recordEvent(transaction, { kind: "incident.classified", actorId: bench.author, subjectId: id });
    });
    expect((await row(id)).class).toBe("P0");
    // The event of that change does for no later one.
    await expect(set(id, `class = 'P1'`)).rejects.toThrow("incident.classified");
  });
});

describe("closing", () => {
  test("waits for every account concerned that is not closed itself", async () => {
    const id = await open();
    const [first, second, gone] = [await concern(id), await concern(id), await concern(id)];
    const given = await notice(await update(id));
    for (const account of [first, second]) await list(given, account);
    await expect(close(id)).rejects.toThrow("accounts concerned are told");
    await give(given, first);
    await give(given, second);
    await expect(close(id)).rejects.toThrow("accounts concerned are told");
    await database().account.update({ where: { id: gone }, data: { closedAt: new Date() } });
    await close(id);
    expect((await row(id)).closedAt).not.toBeNull();
  });

  test("waits for an account whose only message came back", async () => {
    const id = await open();
    const account = await concern(id);
    const given = await notice(await update(id));
    await list(given, account);
    await give(given, account);
    const delivery = await database().delivery.findFirstOrThrow({ where: { noticeId: given } });
    await bench.settle(delivery.id, "bounced");
    await expect(close(id)).rejects.toThrow("accounts concerned are told");
  });

  test("waits for the authority where it has to be told, which the same change may record", async () => {
    const id = await open({ asController: true });
    await expect(close(id)).rejects.toThrow("the authority is told");
    await set(id, `"regulatorToldById" = $2, "sealedRegulator" = 'x'::bytea, "closedById" = $2`, bench.approver);
    expect((await row(id)).closedAt).not.toBeNull();
  });
});

describe("that the authority was told", () => {
  test("is recorded by a trust manager or the data protection officer, once, of a controller's incident", async () => {
    const id = await open({ asController: true });
    const record = (incident: string, by: string) =>
      set(incident, `"regulatorToldById" = $2, "sealedRegulator" = 'x'::bytea, "regulatorToldAt" = '2020-01-01'`, by);
    const security = (await makeStaff(["security"])).personId;
    await expect(record(id, security)).rejects.toThrow("records that the authority was told");
    await expect(record(await open(), bench.approver)).rejects.toThrow("regulator");
    await record(id, bench.approver);
    expect((await row(id)).regulatorToldAt?.getFullYear()).toBeGreaterThan(2020);
    await expect(record(id, bench.author)).rejects.toThrow("recorded once");
    await expect(set(id, `"asController" = false`)).rejects.toThrow("recorded once");
  });
});

describe("accounts and updates", () => {
  test("an account is active, named by staff who handle incidents, and taken off only until it is told", async () => {
    const id = await open();
    await expect(concern(id, { addedById: auditor })).rejects.toThrow("staff who handle incidents");
    const gone = await makeAccount();
    await database().account.update({ where: { id: gone.id }, data: { closedAt: new Date() } });
    await expect(concern(id, { accountId: gone.id })).rejects.toThrow("active accounts");
    const [first, second] = [await concern(id), await concern(id)];
    const given = await notice(await update(id));
    await list(given, first);
    const remove = `DELETE FROM "IncidentAccount" WHERE "incidentId" = $1 AND "accountId" = $2`;
    await expect(bench.run(remove, id, first)).rejects.toThrow("stays with it");
    await bench.run(remove, id, second);
    await expect(list(given, second)).rejects.toThrow("does not concern this account");
    await expect(bench.run(`UPDATE "IncidentAccount" SET "addedAt" = now()`)).rejects.toThrow("permission denied");
  });

  test("updates are numbered in their order, also two at once, and never change", async () => {
    const id = await open();
    await update(id, { number: 7, createdAt: "2020-01-01" });
    const second = new pg.Client(addresses.applicationUrl);
    await second.connect();
    try {
      await bench.run("BEGIN");
      await update(id);
      const racing = second.query(
        `INSERT INTO "IncidentUpdate" (id, "incidentId", sealed, "authorId") VALUES (gen_random_uuid(), $1, 'x', $2)`,
        [id, bench.author],
      );
      await bench.run("COMMIT");
      await racing;
    } finally {
      await second.end();
    }
    const found = await database().incidentUpdate.findMany({ where: { incidentId: id }, orderBy: { number: "asc" } });
    expect(found.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(found[0]?.createdAt.getFullYear()).toBeGreaterThan(2020);
    await expect(update(id, { authorId: auditor })).rejects.toThrow("staff who handle incidents");
    await expect(bench.run(`UPDATE "IncidentUpdate" SET sealed = 'y'`)).rejects.toThrow("permission denied");
    await expect(bench.run(`DELETE FROM "IncidentUpdate"`)).rejects.toThrow("permission denied");
  });

  test("a notice is of one update, and no subscriber gets it", async () => {
    const of = await update(await open());
    const given = await notice(of);
    await expect(notice(of)).rejects.toThrow("Notice_incidentUpdateId_key");
    const row = { id: uuid(), publisher: bench.publisher };
    await expect(insert("Notice", { ...row, kind: "incident" })).rejects.toThrow("incident_update");
    await expect(insert("Notice", { ...row, kind: "advisory", incidentUpdateId: of })).rejects.toThrow();
    const message = { id: uuid(), noticeId: given, subscriptionId: uuid(), messageId: uuid() };
    await expect(insert("Delivery", message)).rejects.toThrow("subscribers are not told");
  });
});

describe("an escalation", () => {
  test("is of the time that has run, once, in steps that there are", async () => {
    const id = await open({ discoveredAt: await ago(25 * hour) });
    await escalate(id, "customers", 50);
    await expect(escalate(id, "customers", 50)).rejects.toThrow("IncidentEscalation_pkey");
    await expect(escalate(id, "customers", 75)).rejects.toThrow("has not run so far");
    await expect(escalate(id, "customers", 60)).rejects.toThrow();
    await expect(bench.run(`DELETE FROM "IncidentEscalation"`)).rejects.toThrow("permission denied");
    await expect(escalate(id, "regulator", 50)).rejects.toThrow("has not run so far");
  });

  test("is never of a duty that is met or is none", async () => {
    const id = await open({ discoveredAt: await ago(80 * hour) });
    await expect(escalate(id, "regulator", 50)).rejects.toThrow("is met, or is none");
    const [first, second] = [await concern(id), await concern(id)];
    const given = await notice(await update(id));
    await list(given, first);
    await list(given, second);
    await give(given, first);
    // One of two is told: it is not met.
    await escalate(id, "customers", 50);
    await give(given, second);
    await expect(escalate(id, "customers", 75)).rejects.toThrow("is met, or is none");
    const told = await open({ asController: true, discoveredAt: await ago(80 * hour) });
    await escalate(told, "regulator", 100);
    await set(told, `"regulatorToldById" = $2, "sealedRegulator" = 'x'::bytea`, bench.approver);
    await expect(escalate(told, "regulator", 50)).rejects.toThrow("is met, or is none");
  });
});

describe("that the customers are told", () => {
  const toldAt = (id: string) => bench.value<Date | null>("SELECT incident_customers_told_at($1) AS value", [id]);

  test("is when the last of them had its first notice; a returned message takes it back", async () => {
    const id = await open();
    expect(await toldAt(id)).toBeNull();
    const account = await concern(id);
    const first = await notice(await update(id));
    await list(first, account);
    expect(await toldAt(id)).toBeNull();
    await give(first, account);
    const moment = await toldAt(id);
    expect(moment).toBeInstanceOf(Date);
    await bench.pass(5 * hour);
    const second = await notice(await update(id));
    await list(second, account);
    await give(second, account);
    expect(await toldAt(id)).toEqual(moment);
    const delivery = await database().delivery.findFirstOrThrow({ where: { noticeId: first } });
    await bench.settle(delivery.id, "bounced");
    expect((await toldAt(id))?.getTime()).toBeGreaterThan(moment?.getTime() ?? 0);
  });

  test("does not wait for an account that was closed before it could be told", async () => {
    const id = await open();
    const [kept, gone] = [await concern(id), await concern(id)];
    const given = await notice(await update(id));
    await list(given, kept);
    await give(given, kept);
    expect(await toldAt(id)).toBeNull();
    await database().account.update({ where: { id: gone }, data: { closedAt: new Date() } });
    expect(await toldAt(id)).toBeInstanceOf(Date);
  });
});
