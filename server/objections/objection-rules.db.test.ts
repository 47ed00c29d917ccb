import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeContact, makeOrderForm, makeStaff } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { database } from "@/server/platform/database";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { ObjectionBench } from "./testing/objection-bench";

/** Who may object, when, what it does and how it ends: kept by the database, whoever asks it. */
let clock: ClockBench;
let bench: ObjectionBench;
let addresses: Awaited<ReturnType<typeof useOwnDatabase>>;
beforeAll(async () => {
  addresses = await useOwnDatabase();
  clock = await ClockBench.start(addresses);
  bench = await ObjectionBench.start(clock);
});
afterAll(() => clock.stop());

const day = 86_400;
const acknowledged = async (change: string, index = 0) => {
  const objection = await bench.file(change, index);
  await bench.acknowledge(objection);
  return objection;
};

describe("an objection is filed", () => {
  test("from the account's own notice on, before any time is fixed, and puts it on hold", async () => {
    const change = await clock.propose();
    await clock.approve(change);
    const { account } = bench.place(0);
    await expect(bench.file(change, 0)).rejects.toThrow("was not told");
    const message = await clock.list(change, account);
    await expect(bench.file(change, 0)).rejects.toThrow("was not told");
    await clock.settle(message, "accepted");
    await bench.file(change, 0, { state: "resolved", filedAt: "2020-01-01", closedAt: "2020-01-01" });
    const row = await database().objection.findFirstOrThrow({ where: { changeId: change } });
    expect(row).toMatchObject({ state: "filed", closedAt: null, dueAt: null, acknowledgedAt: null });
    expect(row.filedAt.getFullYear()).toBeGreaterThan(2020);
    expect(await bench.holds(change, account)).toEqual([null]);
    // The other account was not told: what one may do says nothing of the other.
    await expect(bench.file(change, 1)).rejects.toThrow("was not told");
  });

  test("until the account's own time, and not a moment longer", async () => {
    const change = await clock.noticed();
    const own = await clock.ownTime(change, bench.place(0).account);
    const left = ((own?.getTime() ?? 0) - (await clock.now()).getTime()) / 1000;
    await clock.pass(Math.floor(left) - 5);
    await bench.file(change, 0);
    await clock.pass(10);
    await expect(bench.file(change, 1)).rejects.toThrow("time of the account to object is over");
    // The others have it in force; the one that objects has not.
    await clock.move(change, "effective");
    expect(await clock.ownTime(change, bench.place(0).account)).toBeNull();
    expect(await clock.ownTime(change, bench.place(1).account)).not.toBeNull();
  });

  test("by a live privacy contact of that account alone", async () => {
    const change = await clock.noticed();
    const { account } = bench.place(0);
    const reviewer = await makeContact(["reviewer", "admin", "signatory"], { accountId: account });
    const gone = await makeContact(["privacy"], { accountId: account });
    await database().membership.update({ where: { id: gone.membershipId }, data: { revokedAt: new Date() } });
    for (const filedById of [reviewer.membershipId, gone.membershipId, bench.place(1).speaker])
      await expect(bench.file(change, 0, { filedById })).rejects.toThrow("a privacy contact of the account");
    await database().account.update({ where: { id: account }, data: { closedAt: new Date() } });
    await expect(bench.file(change, 0)).rejects.toThrow("a privacy contact of the account");
    await database().account.update({ where: { id: account }, data: { closedAt: null } });
  });

  test("to a change that waits and is under way", async () => {
    const told = await clock.propose({ ...{ kind: "removal" }, ...(await removable()) });
    await clock.approve(told);
    for (const account of clock.accounts) await clock.settle(await clock.list(told, account), "accepted");
    await expect(bench.file(told, 0)).rejects.toThrow("a change that waits");
    const withdrawn = await clock.noticed();
    await clock.withdraw(withdrawn);
    await expect(bench.file(withdrawn, 0)).rejects.toThrow("under way");
  });

  test("for order forms of the account that are in force", async () => {
    const change = await clock.noticed();
    const [own, other] = [
      await makeOrderForm(bench.place(0).account),
      await makeOrderForm(bench.place(1).account),
    ] as const;
    await expect(bench.file(change, 0, { orderFormIds: [own, other] })).rejects.toThrow("order forms of the account");
    await database().orderForm.update({ where: { id: own }, data: { endedAt: new Date() } });
    await expect(bench.file(change, 0, { orderFormIds: [own] })).rejects.toThrow("in force");
    await bench.file(change, 0, { orderFormIds: [await makeOrderForm(bench.place(0).account)] });
  });

  test("once at a time, also by two at once, and another account's does not matter", async () => {
    const change = await clock.noticed();
    const second = new pg.Client(addresses.applicationUrl);
    await second.connect();
    try {
      await clock.run("BEGIN");
      await bench.file(change, 0);
      const { account, speaker } = bench.place(0);
      const racing = second.query(
        `INSERT INTO "Objection" (id, "changeId", "accountId", "filedById", reference, ground, mitigation, "orderFormIds", sealed)
         VALUES (gen_random_uuid(), $1, $2, $3, 'OB-AAAA-BBBB', 'security', 'other', '{}', 'x'::bytea)`,
        [change, account, speaker],
      );
      await clock.run("COMMIT");
      await expect(racing).rejects.toThrow("one_open_objection");
    } finally {
      await second.end();
    }
    await bench.file(change, 1);
    expect(await bench.holds(change, bench.place(0).account)).toEqual([null]);
  });

  test("and stays as it was filed", async () => {
    const objection = await bench.file(await clock.noticed(), 0);
    for (const text of [
      `UPDATE "Objection" SET state = 'withdrawn' WHERE id = $1`,
      `UPDATE "Objection" SET "dueAt" = product_now() WHERE id = $1`,
      `DELETE FROM "Objection" WHERE id = $1`,
      `UPDATE "ObjectionEntry" SET sealed = NULL WHERE "objectionId" = $1`,
      `DELETE FROM "ObjectionEntry" WHERE "objectionId" = $1`,
      `DELETE FROM "ObjectionFile" WHERE "objectionId" = $1`,
    ])
      await expect(clock.run(text, objection)).rejects.toThrow("permission denied");
  });
});

describe("an objection is settled", () => {
  test("by the mitigation that the account accepts: its control, and its hold as agreed", async () => {
    for (const [mitigation, decision] of [
      ["exclude", "exclude"],
      ["pin-region", "apply"],
      ["other", "apply"],
    ] as const) {
      const change = await clock.noticed();
      const { account, speaker } = bench.place(0);
      const objection = await acknowledged(change);
      const proposal = await bench.propose(objection, mitigation);
      await bench.accept(objection, proposal, 0);
      expect(await bench.state(objection)).toBe("resolved");
      expect(await bench.holds(change, account)).toEqual([decision]);
      const person = await database().membership.findUniqueOrThrow({ where: { id: speaker } });
      const hold = await database().hold.findFirstOrThrow({ where: { changeId: change } });
      expect(hold).toMatchObject({ decidedById: person.personId, sealed: null });
      expect(hold.decidedAt).not.toBeNull();
      expect(await database().customerControl.count({ where: { accountId: account, agreedId: proposal } })).toBe(1);
      const own = await clock.ownTime(change, account);
      if (decision === "exclude") expect(own).toBeNull();
      else expect(own).toEqual(await clock.effectiveAt(change));
    }
  });

  test("by the account's withdrawal, even before any time is fixed", async () => {
    const change = await clock.propose();
    await clock.approve(change);
    const { account } = bench.place(0);
    await clock.settle(await clock.list(change, account), "accepted");
    const objection = await bench.file(change, 0);
    await bench.withdraw(objection, 0);
    expect(await bench.state(objection)).toBe("withdrawn");
    expect(await bench.holds(change, account)).toEqual(["apply"]);
    // It may think better of it while its window is open.
    await bench.file(change, 0);
    expect(await bench.holds(change, account)).toEqual(["apply", null]);
  });

  test("not by staff: an unresolved one leaves the hold to a decision", async () => {
    const change = await clock.noticed();
    const { account } = bench.place(0);
    const objection = await acknowledged(change);
    await expect(bench.decide(change, account, "apply")).rejects.toThrow("its objection is settled first");
    await bench.close(objection);
    expect(await bench.state(objection)).toBe("unresolved");
    expect(await bench.holds(change, account)).toEqual([null]);
    const { personId } = await makeStaff(["auditor"]);
    await expect(bench.decide(change, account, "apply", personId)).rejects.toThrow("decides on a hold");
    const { personId: customer } = await database().membership.findUniqueOrThrow({
      where: { id: bench.place(0).speaker },
    });
    await expect(bench.decide(change, account, "apply", customer)).rejects.toThrow("decides on a hold");
    await expect(
      clock.run(
        `UPDATE "Hold" SET decision = 'apply', "decidedById" = $2 WHERE "changeId" = $1`,
        change,
        clock.approver,
      ),
    ).rejects.toThrow("says why");
    await bench.decide(change, account, "apply");
    expect(await clock.ownTime(change, account)).not.toBeNull();
    expect(await database().customerControl.count({ where: { agreed: { objectionId: objection } } })).toBe(0);
  });

  test("by the withdrawal of the change, whatever its state", async () => {
    const change = await clock.noticed();
    const [first, second] = [await acknowledged(change, 0), await acknowledged(change, 1)];
    await bench.propose(first);
    await bench.close(second);
    await clock.withdraw(change);
    expect(await bench.state(first)).toBe("resolved");
    expect(await bench.state(second)).toBe("unresolved");
    for (const { account } of [bench.place(0), bench.place(1)])
      expect(await bench.holds(change, account)).toEqual(["exclude"]);
    const { personId: customer } = await database().membership.findUniqueOrThrow({
      where: { id: bench.place(0).speaker },
    });
    const hold = await database().hold.findFirstOrThrow({ where: { changeId: change } });
    expect([clock.author, customer]).toContain(hold.decidedById);
    expect(hold.decidedById).toBe(clock.author);
    await expect(bench.enter(first, "message", { membershipId: bench.place(0).speaker, sealed: "x" })).rejects.toThrow(
      "is resolved",
    );
  });

  test("and one customer's never holds off another's change", async () => {
    const change = await clock.noticed();
    await acknowledged(change, 0);
    await clock.pass(30 * day + 60);
    await clock.move(change, "effective");
    expect(await clock.ownTime(change, bench.place(0).account)).toBeNull();
    expect(await clock.ownTime(change, bench.place(1).account)).toEqual(await clock.effectiveAt(change));
  });
});

describe("a step is taken", () => {
  test("by the side whose it is, and not by a person who may not speak", async () => {
    const objection = await acknowledged(await clock.noticed());
    const { speaker } = bench.place(0);
    const { personId: manager } = await makeStaff(["trust_manager"]);
    const ahead = await bench.ahead();
    const sealed = Buffer.from("x");
    const tries: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
      ["proposal", { membershipId: speaker, mitigation: "other", sealed, replyBy: ahead }, "the other side"],
      ["proposal", { staffId: manager, mitigation: "other", sealed, replyBy: ahead }, "data protection officer"],
      ["proposal", { staffId: clock.approver, mitigation: "other", sealed }, "lacks something"],
      ["proposal", { staffId: clock.approver, mitigation: "other", sealed, replyBy: "2020-01-01" }, "lacks something"],
      ["proposal", { staffId: clock.approver, sealed, replyBy: ahead }, "lacks something"],
      ["withdrawal", { staffId: clock.approver }, "the other side"],
      ["withdrawal", { membershipId: bench.place(1).speaker }, "a privacy contact speaks"],
      ["unresolved", { membershipId: speaker, sealed }, "the other side"],
      ["unresolved", { staffId: clock.approver }, "lacks something"],
      ["message", { membershipId: speaker }, "lacks something"],
      ["message", { membershipId: bench.place(1).speaker, sealed }, "a privacy contact speaks"],
      ["message", { sealed }, "the other side"],
      ["message", { membershipId: speaker, staffId: clock.approver, sealed }, "the other side"],
      ["acknowledgement", { replyBy: ahead }, "takes no acknowledgement"],
      ["acceptance", { membershipId: speaker }, "takes no acceptance"],
      ["change-withdrawn", {}, "takes no change-withdrawn"],
    ];
    for (const [kind, given, refusal] of tries)
      await expect(bench.enter(objection, kind, given)).rejects.toThrow(refusal);
    expect(await bench.state(objection)).toBe("acknowledged");
  });

  test("on the proposal that stands, not on one that a stale page still shows", async () => {
    const objection = await acknowledged(await clock.noticed());
    const first = await bench.propose(objection, "other");
    await bench.decline(objection, first, 0);
    expect(await bench.state(objection)).toBe("acknowledged");
    const second = await bench.propose(objection);
    await expect(bench.accept(objection, first, 0)).rejects.toThrow("the proposal that stands");
    await bench.accept(objection, second, 0);
  });

  test("as unresolved only when the account had its days to answer", async () => {
    const objection = await acknowledged(await clock.noticed());
    await bench.propose(objection);
    await expect(bench.close(objection)).rejects.toThrow("takes no unresolved");
    await clock.pass(7 * day + 60);
    await bench.close(objection);
  });

  test("in an order that the database gives, at a time that it stamps", async () => {
    const objection = await acknowledged(await clock.noticed());
    const said = { membershipId: bench.place(0).speaker, sealed: Buffer.from("x") };
    await bench.enter(objection, "message", { ...said, position: 7, createdAt: "2020-01-01" });
    await bench.withdraw(objection, 0);
    const rows = await database().objectionEntry.findMany({
      where: { objectionId: objection },
      orderBy: { position: "asc" },
    });
    expect(rows.map(({ position, kind }) => [position, kind])).toEqual([
      [1, "acknowledgement"],
      [2, "message"],
      [3, "withdrawal"],
    ]);
    expect(rows.every(({ createdAt }) => createdAt.getFullYear() > 2020)).toBe(true);
  });
});

describe("nobody makes by hand", () => {
  test("a control, a hold, a record of an open objection, or a reminder of no day", async () => {
    const objection = await acknowledged(await clock.noticed());
    const proposal = await bench.propose(objection);
    const { account } = bench.place(0);
    await expect(
      clock.run(
        `INSERT INTO "CustomerControl" (id, "accountId", "agreedId") VALUES (gen_random_uuid(), $1, $2)`,
        account,
        proposal,
      ),
    ).rejects.toThrow("permission denied");
    await expect(
      clock.run(
        `INSERT INTO "ObjectionRecord" ("objectionId", "fileId", level) VALUES ($1, gen_random_uuid(), 'x')`,
        objection,
      ),
    ).rejects.toThrow("stayed unresolved");
    await expect(
      clock.run(
        `INSERT INTO "ObjectionReminder" ("objectionId", "dueAt", kind) VALUES ($1, product_now(), 'coming')`,
        objection,
      ),
    ).rejects.toThrow("the day that stands");
    await expect(
      clock.run(
        `INSERT INTO "ObjectionReminder" ("objectionId", "dueAt", kind) SELECT id, "dueAt", 'passed' FROM "Objection" WHERE id = $1`,
        objection,
      ),
    ).rejects.toThrow("the day that stands");
  });
});

/** A target for a removal: nothing of it waits. */
async function removable(): Promise<{ subProcessorId: string; slug: string; name: string }> {
  const entry = await database().subProcessor.findFirstOrThrow({ include: { versions: { take: 1 } } });
  return { subProcessorId: entry.id, slug: entry.slug, name: entry.versions[0]?.name ?? "" };
}
