import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAccount } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { days, hours, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { readRegister } from "./queries";
import { ClockBench } from "./testing/clock-bench";

/** GDPR Art. 28(2): what the database itself refuses, whoever asks it. */
let bench: ClockBench;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase());
});
afterAll(() => bench.stop());

const day = 86_400;
const entryOf = async (id: string) => {
  const [entry] = await database().subProcessor.findMany({ where: { publisher: bench.publisher, slug: id } });
  if (entry === undefined) throw new Error(`the register has no ${id}`);
  return entry.id;
};
const namesAt = async (at: Date) => (await readRegister(bench.publisher, at)).entries.map(({ name }) => name);

describe("an addition", () => {
  test("takes effect 30 times 24 hours after the last account was told, and not a moment before", async () => {
    const change = await bench.propose({ name: "Slow Newcomer", noticeDays: 30 });
    await bench.approve(change);
    const [first = "", last = ""] = bench.accounts;
    await bench.settle(await bench.list(change, first), "accepted");
    await bench.pass(2 * day);
    await bench.settle(await bench.list(change, last), "accepted");
    const told = await bench.givenAt(change, last);
    await bench.move(change, "noticed");
    const effective = await bench.effectiveAt(change);
    expect(effective).toEqual(later(told ?? new Date(0), 30 * 24 * hours));
    expect(await bench.ownTime(change, first)).toEqual(effective);

    await expect(bench.move(change, "effective")).rejects.toThrow("and not before");
    await bench.pass(30 * day - 60);
    await expect(bench.move(change, "effective")).rejects.toThrow("and not before");
    expect(await namesAt(await bench.now())).not.toContain("Slow Newcomer");
    await bench.pass(120);
    await expect(bench.withdraw(change)).rejects.toThrow("time has come");
    await bench.move(change, "effective");
    expect(await namesAt(await bench.now())).toContain("Slow Newcomer");
  });

  test("whose job runs late stands in the register from the time that was told", async () => {
    const change = await bench.noticed({ name: "Late Newcomer" });
    const told = (await bench.effectiveAt(change)) ?? new Date(0);
    await bench.pass(40 * day);
    await bench.move(change, "effective");
    expect(await namesAt(later(told, -1))).not.toContain("Late Newcomer");
    // The database counts microseconds, a Date does not.
    expect(await namesAt(later(told, 1))).toContain("Late Newcomer");
  });

  test("keeps the notice time of its approval", async () => {
    const change = await bench.propose({ noticeDays: 45 });
    await bench.approve(change);
    const shorter = bench.run(`UPDATE "SubProcessorChange" SET "noticeDays" = 30 WHERE id = $1`, change);
    await expect(shorter).rejects.toThrow("frozen");
    for (const account of bench.accounts) await bench.settle(await bench.list(change, account), "accepted");
    await bench.move(change, "noticed");
    const told = await Promise.all(bench.accounts.map((account) => bench.givenAt(change, account)));
    const last = Math.max(...told.map((at) => at?.getTime() ?? 0));
    expect((await bench.effectiveAt(change))?.getTime()).toBe(last + 45 * days);
  });

  test("takes no fewer than 30 days", async () => {
    await expect(bench.propose({ noticeDays: 29 })).rejects.toThrow("notice_days");
  });
});

describe("what the application writes of itself", () => {
  test("in a new change counts for nothing: it is a draft of now", async () => {
    const past = "2020-01-01T00:00:00Z";
    const change = await bench.propose({
      ...{ state: "effective", createdAt: past, approvedAt: past, approvedById: bench.approver },
      ...{ noticedAt: past, effectiveAt: past, tookEffectAt: past },
    });
    const row = await database().subProcessorChange.findUniqueOrThrow({ where: { id: change } });
    expect(row).toMatchObject({ state: "draft", waits: true, approvedById: null, approvedAt: null, effectiveAt: null });
    expect(row.createdAt.getFullYear()).toBeGreaterThan(2020);
  });

  test.each(["noticed", "effective"])("cannot jump to %s", async (state) => {
    await expect(bench.move(await bench.propose(), state)).rejects.toThrow(`does not go from draft to ${state}`);
  });

  test("moves no time of a change that was noticed", async () => {
    const change = await bench.noticed();
    const before = await database().subProcessorChange.findUniqueOrThrow({ where: { id: change } });
    await bench.run(
      `UPDATE "SubProcessorChange" SET "effectiveAt" = now(), "noticedAt" = now() - interval '60 days', waits = false WHERE id = $1`,
      change,
    );
    expect(await database().subProcessorChange.findUniqueOrThrow({ where: { id: change } })).toEqual(before);
    await expect(bench.move(change, "approved")).rejects.toThrow("does not go from noticed to approved");
  });

  test("gives no notice in the past, and none without a message", async () => {
    const change = await bench.propose();
    await bench.approve(change);
    const [account = ""] = bench.accounts;
    const past = "2020-01-01T00:00:00Z";
    expect(await bench.givenAt(change, account)).toBeNull();
    for (const forbidden of [
      `UPDATE "AccountNotice" SET "givenAt" = now()`,
      `UPDATE "Notice" SET "changeId" = NULL`,
      `DELETE FROM "AccountNotice"`,
      `DELETE FROM "Delivery"`,
      `DELETE FROM "Notice"`,
      `DELETE FROM "SubProcessorChange"`,
    ])
      await expect(bench.run(forbidden)).rejects.toThrow("permission denied");
    const before = await bench.now();
    const message = await bench.send(change, account);
    await bench.run(`UPDATE "Delivery" SET state = 'accepted', "acceptedAt" = $2 WHERE id = $1`, message, past);
    expect((await bench.givenAt(change, account))?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  test("is approved by another person, who holds the office", async () => {
    const change = await bench.propose();
    await expect(bench.approve(change, bench.author)).rejects.toThrow("another person");
    const stranger = await database().person.findFirstOrThrow({ where: { id: bench.approver } });
    await database().person.update({ where: { id: stranger.id }, data: { staffRoles: ["auditor"] } });
    await expect(bench.approve(change)).rejects.toThrow("a trust manager or the data protection officer");
    await database().person.update({ where: { id: stranger.id }, data: { staffRoles: ["dpo"] } });
    await bench.approve(change);
    await expect(bench.run(`UPDATE "SubProcessorChange" SET name = 'Other' WHERE id = $1`, change)).rejects.toThrow(
      "frozen",
    );
  });

  test("leaves no active account out, and no first message open", async () => {
    const change = await bench.propose();
    await bench.approve(change);
    const [first = "", last = ""] = bench.accounts;
    await bench.settle(await bench.list(change, first), "accepted");
    await expect(bench.move(change, "noticed")).rejects.toThrow("not on the list");
    const open = await bench.list(change, last);
    await expect(bench.move(change, "noticed")).rejects.toThrow("no outcome yet");
    await bench.settle(open, "failed");
    await bench.move(change, "noticed");
    expect(await bench.ownTime(change, last)).toBeNull();
  });
});

describe("an account's own time", () => {
  test("starts with its own notice where the first recipient could not be reached", async () => {
    const change = await bench.propose();
    await bench.approve(change);
    const [first = "", last = ""] = bench.accounts;
    await bench.settle(await bench.list(change, first), "accepted");
    const failed = await bench.list(change, last);
    await bench.settle(failed, "failed");
    await bench.move(change, "noticed");
    await bench.pass(10 * day);
    await bench.settle(await bench.send(change, last, failed), "accepted");
    const given = (await bench.givenAt(change, last)) ?? new Date(0);
    expect(await bench.ownTime(change, last)).toEqual(later(given, 30 * days));
    expect(await bench.ownTime(change, first)).toEqual(await bench.effectiveAt(change));
  });

  test("is taken back by a bounce before it, and by none after it", async () => {
    const change = await bench.propose();
    await bench.approve(change);
    const [early = "", late = ""] = bench.accounts;
    const messages = [await bench.list(change, early), await bench.list(change, late)] as const;
    for (const message of messages) await bench.settle(message, "accepted");
    await bench.move(change, "noticed");
    const fixed = await bench.effectiveAt(change);
    await bench.settle(messages[0], "bounced");
    expect(await bench.givenAt(change, early)).toBeNull();
    expect(await bench.effectiveAt(change)).toEqual(fixed);
    await bench.pass(31 * day);
    await bench.settle(messages[1], "bounced");
    expect(await bench.givenAt(change, late)).not.toBeNull();
    await expect(bench.settle(messages[1], "accepted")).rejects.toThrow("does not go from bounced to accepted");
  });

  test("is its own for an account that is made inside the window", async () => {
    const change = await bench.noticed();
    await bench.pass(29 * day);
    const { id } = await makeAccount();
    await bench.settle(await bench.list(change, id), "accepted");
    const given = (await bench.givenAt(change, id)) ?? new Date(0);
    expect(await bench.ownTime(change, id)).toEqual(later(given, 30 * days));
    expect(await bench.ownTime(change, bench.accounts[0] ?? "")).toEqual(await bench.effectiveAt(change));
    await database().account.update({ where: { id }, data: { closedAt: await bench.now() } });
  });
});

describe("an amendment", () => {
  test.each([
    ["certifications", "ISO 27001", false],
    ["transferMechanism", "SCCs 2021", false],
    ["location", "Moon", true],
    ["purpose", "Advertising", true],
    ["dataCategories", "Health data", true],
    ["name", "Another company", true],
  ])("of %s waits: %s %s", async (field, value, waits) => {
    const subProcessorId = await entryOf("brevo");
    const { name, role, purpose, dataCategories, location, transferMechanism, certifications } =
      await database().subProcessorVersion.findFirstOrThrow({ where: { subProcessorId, effectiveUntil: null } });
    const kept = { name, role, purpose, dataCategories, location, transferMechanism, certifications };
    const change = await bench.noticed({ kind: "amendment", subProcessorId, slug: "brevo", ...kept, [field]: value });
    const own = await bench.ownTime(change, bench.accounts[0] ?? "");
    const wait = (own?.getTime() ?? 0) - (await bench.now()).getTime();
    expect(wait > 29 * days).toBe(waits);
    if (waits) await bench.withdraw(change);
    else await bench.move(change, "effective");
  });

  test("beside another of the same sub-processor waits for its turn", async () => {
    const subProcessorId = await entryOf("brevo");
    const given = { kind: "amendment", subProcessorId, slug: "brevo", name: "Brevo", location: "Mars" };
    const [one, other] = [await bench.propose(given), await bench.propose(given)];
    await bench.approve(one);
    await expect(bench.approve(other)).rejects.toThrow("one_change_of_a_subprocessor");
    await bench.withdraw(one);
    await bench.approve(other);
    await bench.withdraw(other);
  });
});

test("a removal is told and takes effect at once; a replacement ends the one and begins the other", async () => {
  const removed = await bench.noticed({ kind: "removal", subProcessorId: await entryOf("brevo"), slug: "brevo" });
  await bench.move(removed, "effective");
  expect(await namesAt(await bench.now())).not.toContain("Brevo");
  const replacement = await bench.noticed({
    kind: "replacement",
    replacesId: await entryOf("cloudflare"),
    name: "Edge",
  });
  await bench.pass(31 * day);
  await bench.move(replacement, "effective");
  const names = await namesAt(await bench.now());
  expect(names).toContain("Edge");
  expect(names).not.toContain("Cloudflare Inc.");
});

test("a withdrawal says why, and ends it for good", async () => {
  const change = await bench.noticed();
  await expect(bench.withdraw(change, "  ")).rejects.toThrow("withdrawn_when");
  await bench.withdraw(change);
  for (const state of ["draft", "approved", "noticed", "effective"])
    await expect(bench.move(change, state)).rejects.toThrow("does not go from withdrawn");
});

test.each([
  ["2027-03-27T23:30:00Z", "2027-04-26T23:30:00Z"],
  ["2027-10-30T22:30:00Z", "2027-11-29T22:30:00Z"],
  ["2028-01-30T12:00:00Z", "2028-02-29T12:00:00Z"],
  ["2028-02-29T12:00:00Z", "2028-03-30T12:00:00Z"],
])(
  "thirty days from %s end at %s in every zone: neither a summer night nor a leap day shortens them",
  async (from, to) => {
    for (const zone of ["UTC", "Europe/Oslo", "America/New_York", "Pacific/Apia"]) {
      await bench.run(`SET TIME ZONE '${zone}'`);
      expect(await bench.value("SELECT $1::timestamptz + notice_time(30) AS value", [from])).toEqual(new Date(to));
    }
  },
);
