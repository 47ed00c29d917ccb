import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeStaff } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { days, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { ClockBench } from "./testing/clock-bench";

/** Who is told of a change, what gives notice and what holds it off: kept by the database, whoever asks it. */
let bench: ClockBench;
let addresses: Awaited<ReturnType<typeof useOwnDatabase>>;
beforeAll(async () => {
  addresses = await useOwnDatabase();
  bench = await ClockBench.start(addresses);
});
afterAll(() => bench.stop());

const day = 86_400;
const approved = async () => {
  const change = await bench.propose();
  await bench.approve(change);
  return change;
};
const listed = async (change: string, kind = "change") => {
  const noticeId = await bench.notice(change, kind);
  const rows = await database().accountNotice.findMany({ where: { noticeId }, select: { accountId: true } });
  return rows.map(({ accountId }) => accountId).sort();
};
const close = async (id: string) => database().account.update({ where: { id }, data: { closedAt: await bench.now() } });
const holds = (changeId: string) =>
  database().hold.findMany({ where: { changeId }, select: { id: true, accountId: true, reason: true } });
const decide = (hold: string, decision: string, by = bench.approver) =>
  bench.run(
    `UPDATE "Hold" SET decision = $2::"HoldDecision", "decidedById" = $3, sealed = 'why'::bytea WHERE id = $1`,
    ...[hold, decision, by],
  );

describe("the list", () => {
  test("holds every active account from the approval on, and no closed one", async () => {
    const { id: closed } = await makeAccount();
    await close(closed);
    const change = await approved();
    expect(await listed(change)).toEqual([...bench.accounts].sort());
    expect(await listed(await bench.propose())).toEqual([]);
  });

  test("takes in an account that is made or opened again while the change is under way", async () => {
    const { id: reopened } = await makeAccount();
    await close(reopened);
    const change = await approved();
    const { id: made } = await makeAccount();
    await database().account.update({ where: { id: reopened }, data: { closedAt: null } });
    expect(await listed(change)).toEqual([...bench.accounts, made, reopened].sort());
    await expect(bench.move(change, "noticed")).rejects.toThrow("not on the list");
    for (const id of [made, reopened]) await close(id);
  });

  test("misses no account that is made in the moment of the approval", async () => {
    const change = await bench.propose();
    const { id: dataKeyId } = await database().dataKey.findFirstOrThrow();
    const made = randomUUID();
    const other = new pg.Client(addresses.applicationUrl);
    await other.connect();
    try {
      await other.query("BEGIN");
      await other.query(`INSERT INTO "Account" (id, "legalName", "dataKeyId") VALUES ($1, 'At once Ltd', $2)`, [
        made,
        dataKeyId,
      ]);
      const approval = bench.approve(change);
      // The approval waits for the account, whose row it could not see.
      const first = await Promise.race([approval.then(() => "approved"), other.query("SELECT pg_sleep(0.3)")]);
      expect(first).not.toBe("approved");
      await other.query("COMMIT");
      await approval;
    } finally {
      await other.end();
    }
    expect(await listed(change)).toContain(made);
    await close(made);
  });

  test("and what an account is told are frozen together", async () => {
    const change = await approved();
    const [account = ""] = bench.accounts;
    await bench.list(change, account);
    await expect(bench.send(change, account)).rejects.toThrow("first recipients of this notice are frozen");
    const rewritten = bench.run(
      `UPDATE "AccountNotice" SET sealed = 'other'::bytea WHERE "noticeId" = $1`,
      await bench.notice(change),
    );
    await expect(rewritten).rejects.toThrow("what an account was told stays as it is");
  });

  test("of an account without recipients can be sent to later, once somebody is found", async () => {
    const change = await approved();
    const [account = ""] = bench.accounts;
    await bench.prepare(change, account);
    await bench.settle(await bench.send(change, account), "accepted");
    expect(await bench.givenAt(change, account)).not.toBeNull();
  });
});

describe("staff who told an account another way", () => {
  const record = (change: string, account: string, by: string) =>
    bench
      .notice(change)
      .then((notice) =>
        bench.run(
          `INSERT INTO "NoticeRecord" ("noticeId", "accountId", sealed, "recordedById", "recordedAt") VALUES ($1, $2, 'post'::bytea, $3, '2020-01-01')`,
          ...[notice, account, by],
        ),
      );

  test("give notice from now on and never earlier; a later bounce takes the mail's notice back and not theirs", async () => {
    const change = await approved();
    const [account = ""] = bench.accounts;
    const message = await bench.list(change, account);
    await bench.settle(message, "accepted");
    const before = await bench.now();
    await record(change, account, bench.approver);
    await bench.settle(message, "bounced");
    const given = (await bench.givenAt(change, account))?.getTime() ?? 0;
    expect(given).toBeGreaterThanOrEqual(before.getTime());
  });

  test("hold the office, and what they wrote stays", async () => {
    const change = await approved();
    const [account = ""] = bench.accounts;
    const { personId } = await makeStaff(["auditor"]);
    await expect(record(change, account, personId)).rejects.toThrow("records a notice");
    await record(change, account, bench.author);
    await expect(bench.run(`UPDATE "NoticeRecord" SET sealed = ''::bytea`)).rejects.toThrow("permission denied");
  });
});

test("a receipt is confirmed by a contact of that account", async () => {
  const change = await approved();
  const [account = ""] = bench.accounts;
  const { id: elsewhere } = await makeAccount();
  const stranger = await makeContact(["reviewer"], { accountId: elsewhere });
  const confirmed = bench.run(
    `INSERT INTO "NoticeReceipt" ("noticeId", "accountId", "membershipId") VALUES ($1, $2, $3)`,
    ...[await bench.notice(change), account, stranger.membershipId],
  );
  await expect(confirmed).rejects.toThrow("a contact of the account confirms");
  await close(elsewhere);
});

describe("a hold", () => {
  const unreached = async () => {
    const change = await approved();
    const [reached = "", missed = ""] = bench.accounts;
    await bench.settle(await bench.list(change, reached), "accepted");
    const failed = await bench.list(change, missed);
    await bench.settle(failed, "failed");
    await bench.move(change, "noticed");
    await bench.pass(31 * day);
    await bench.move(change, "effective");
    const [hold, ...more] = await holds(change);
    expect(more).toEqual([]);
    expect(hold).toMatchObject({ accountId: missed, reason: "unreached" });
    return { change, missed, reached, failed, hold: hold?.id ?? "" };
  };

  test("keeps the change from an account that was never reached, until it is told, decided and its own window over", async () => {
    const { change, missed, reached, failed, hold } = await unreached();
    expect(await bench.ownTime(change, reached)).toEqual(await bench.effectiveAt(change));
    await expect(decide(hold, "apply")).rejects.toThrow("an account that was told of it");
    await bench.settle(await bench.send(change, missed, failed), "accepted");
    expect(await bench.ownTime(change, missed)).toBeNull();
    const given = (await bench.givenAt(change, missed)) ?? new Date(0);
    await decide(hold, "apply");
    expect(await bench.ownTime(change, missed)).toEqual(later(given, 30 * days));
    await expect(decide(hold, "exclude")).rejects.toThrow("decided once");
  });

  test("that is decided after the window counts from the decision", async () => {
    const { change, missed, failed, hold } = await unreached();
    await bench.settle(await bench.send(change, missed, failed), "accepted");
    await bench.pass(45 * day);
    const before = await bench.now();
    await decide(hold, "apply");
    expect((await bench.ownTime(change, missed))?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  test("can leave the account without the change for good", async () => {
    const { change, missed, failed, hold } = await unreached();
    await bench.settle(await bench.send(change, missed, failed), "accepted");
    await decide(hold, "exclude");
    expect(await bench.ownTime(change, missed)).toBeNull();
  });

  test("is decided by the office, and neither made nor removed by the application", async () => {
    const { hold } = await unreached();
    const { personId } = await makeStaff(["auditor"]);
    await expect(decide(hold, "exclude", personId)).rejects.toThrow("decides on a hold");
    await expect(bench.run(`DELETE FROM "Hold"`)).rejects.toThrow("permission denied");
    await expect(
      bench.run(
        `INSERT INTO "Hold" (id, "changeId", "accountId", reason) SELECT gen_random_uuid(), "changeId", "accountId", reason FROM "Hold"`,
      ),
    ).rejects.toThrow("permission denied");
  });

  test("comes back where the one message that reached a late account bounces inside its own window", async () => {
    const change = await approved();
    const [reached = "", late = ""] = bench.accounts;
    await bench.settle(await bench.list(change, reached), "accepted");
    const failed = await bench.list(change, late);
    await bench.settle(failed, "failed");
    await bench.move(change, "noticed");
    await bench.pass(20 * day);
    const second = await bench.send(change, late, failed);
    await bench.settle(second, "accepted");
    await bench.pass(11 * day);
    await bench.move(change, "effective");
    expect(await holds(change)).toEqual([]);
    await bench.settle(second, "bounced");
    expect(await holds(change)).toMatchObject([{ accountId: late, reason: "unreached" }]);
    expect(await bench.ownTime(change, late)).toBeNull();
  });
});

describe("a withdrawal", () => {
  test("is told to those who may have been told, and stops what was not sent", async () => {
    const change = await approved();
    const [told = "", waiting = ""] = bench.accounts;
    await bench.settle(await bench.list(change, told), "accepted");
    const queued = await bench.list(change, waiting);
    await bench.withdraw(change);
    expect(await listed(change, "withdrawal")).toEqual([told]);
    expect((await database().delivery.findUniqueOrThrow({ where: { id: queued } })).state).toBe("cancelled");
    await expect(bench.settle(queued, "accepted")).rejects.toThrow("does not go from cancelled to accepted");
    await expect(bench.send(change, waiting)).rejects.toThrow("frozen");
  });

  test("keeps the truth of a message that was on its way, and tells its account", async () => {
    const change = await approved();
    const [account = ""] = bench.accounts;
    const message = await bench.list(change, account);
    await bench.run(`UPDATE "Delivery" SET attempts = 1 WHERE id = $1`, message);
    await bench.withdraw(change);
    await bench.settle(message, "accepted");
    expect(await listed(change, "withdrawal")).toEqual([account]);
  });

  test("of a draft tells nobody", async () => {
    const change = await bench.propose();
    await bench.withdraw(change);
    expect(await database().notice.count({ where: { changeId: change } })).toBe(0);
  });

  test("alone cancels a contractual message", async () => {
    const change = await approved();
    const message = await bench.list(change, bench.accounts[0] ?? "");
    await expect(bench.settle(message, "cancelled")).rejects.toThrow("by the withdrawal of its change alone");
  });
});
