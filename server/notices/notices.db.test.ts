/** Preparing, settling and following up notices, with what may happen in between. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeOrderForm, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { revokeMember } from "@/server/accounts/memberships";
import { openDetails } from "@/server/audit/events";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { endOrderForm } from "@/server/order-forms/commands";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { followUpNotices } from "./follow-up";
import { prepareNotices } from "./preparation/prepare";
import { openContent, openRecipient } from "./sealed-notice";
import { settleNotices } from "./settling";

let bench: ClockBench;
let pack: Pack;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  pack = { ...(await loadPack("content", "alphagen")), name: bench.publisher };
});
afterAll(() => bench.stop());
beforeEach(() => bench.clear());

const day = 86_400;
const prepare = () => prepareNotices(database(), pack);
const follow = () => followUpNotices(database(), pack.name);
const settle = () => settleNotices(database(), pack.name);
const stateOf = async (id: string) => (await database().subProcessorChange.findUniqueOrThrow({ where: { id } })).state;

async function approved(given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const change = await bench.propose(given);
  await bench.approve(change);
  return change;
}

async function told(change: string, accountId: string, kind = "change") {
  const noticeId = await bench.notice(change, kind);
  const row = await database().accountNotice.findUniqueOrThrow({
    where: { noticeId_accountId: { noticeId, accountId } },
    include: { deliveries: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
  });
  const { sealed } = row;
  const deliveries = await Promise.all(
    row.deliveries.map(async (each) => ({
      ...each,
      to: each.sealed && (await openRecipient(database(), { id: each.id, accountId, sealed: each.sealed })),
    })),
  );
  return { ...row, deliveries, content: sealed && (await openContent(database(), { noticeId, accountId, sealed })) };
}
const addresses = async (...place: Parameters<typeof told>) =>
  (await told(...place)).deliveries.map(({ to }) => to?.email).sort();
const settleAll = async (change: string, accountId: string, state: string) => {
  for (const { id, state: before } of (await told(change, accountId)).deliveries)
    if (before === "queued") await bench.settle(id, state);
};
const contact = (email: string, name = "") => ({ email, name });

describe("the recipients of an account", () => {
  test("are the contacts of its order forms in force, each address once", async () => {
    const { id } = await makeAccount();
    await makeContact(["privacy"], { accountId: id });
    const shared = `shared-${randomWord()}@customer.example`;
    await makeOrderForm(id, { reference: "A", contacts: [contact(shared), contact("a@customer.example", "A")] });
    await makeOrderForm(id, { reference: "B", contacts: [contact(shared, "فريق الخصوصية")] });
    const ended = await makeOrderForm(id, { reference: "C", contacts: [contact("ended@customer.example")] });
    await endOrderForm(database(), { accountId: id, orderFormId: ended }, null, now());
    const change = await approved();
    expect(await prepare()).toBe(1);
    expect(await addresses(change, id)).toEqual(["a@customer.example", shared].sort());
    const { deliveries, relation, content } = await told(change, id);
    expect(deliveries.find(({ to }) => to?.email === shared)?.to?.name).toBe("فريق الخصوصية");
    expect(deliveries.map(({ messageId, id: own }) => messageId === `<${own}@localhost>`)).toEqual([true, true]);
    expect(relation).toBe("touches");
    expect(content?.orderForms.map(({ reference }) => reference)).toEqual(["A", "B"]);
    expect(content?.text).toContain("This touches your order forms A, B.");
  });

  test("are its privacy contacts where no order form names any, else its admins, and nobody whose access ended", async () => {
    const [privacy, admin] = [await makeAccount(), await makeAccount()];
    const gone = await makeContact(["privacy"], { accountId: admin.id });
    await database().$transaction((transaction) => revokeMember(transaction, gone.membershipId, null, now()));
    const officer = await makeContact(["privacy"], { accountId: privacy.id });
    await makeContact(["admin", "signatory"], { accountId: privacy.id });
    const boss = await makeContact(["admin", "reviewer"], { accountId: admin.id });
    await makeContact(["reviewer"], { accountId: admin.id });
    const change = await approved();
    await prepare();
    expect(await addresses(change, privacy.id)).toEqual([officer.email]);
    expect(await addresses(change, admin.id)).toEqual([boss.email]);
  });

  test("may be nobody: the account is prepared all the same, and sent to once it has a contact", async () => {
    const { id } = await makeAccount();
    const change = await approved();
    expect(await prepare()).toBe(1);
    expect(await addresses(change, id)).toEqual([]);
    expect(await follow()).toBe(0);
    const officer = await makeContact(["privacy"], { accountId: id });
    expect(await follow()).toBe(1);
    expect(await addresses(change, id)).toEqual([officer.email]);
    expect(await follow()).toBe(0);
  });

  test("stay as they were listed, though a contact leaves before the message goes", async () => {
    const officer = await makeContact(["privacy"]);
    const change = await approved();
    await prepare();
    await database().$transaction((transaction) => revokeMember(transaction, officer.membershipId, null, now()));
    expect(await prepare()).toBe(0);
    expect(await addresses(change, officer.accountId)).toEqual([officer.email]);
  });
});

describe("what an account is told", () => {
  test("follows from its order forms", async () => {
    const restricted = await makeAccount();
    await makeOrderForm(restricted.id, { reference: "R-1", approvedSubProcessors: ["brevo"] });
    const elsewhere = await makeAccount();
    await makeOrderForm(elsewhere.id, { reference: "U-1", regions: ["UK"] });
    const change = await approved({ location: "US" });
    await prepare();
    expect(await told(change, restricted.id)).toMatchObject({ relation: "stays_excluded" });
    const notice = await told(change, elsewhere.id);
    expect(notice).toMatchObject({ relation: "does_not_touch" });
    expect(notice.content?.text).toContain("this does not touch your order form U-1");
  });

  test("is logged with the account's notice, in the same step", async () => {
    const { accountId } = await makeContact(["privacy"]);
    const change = await approved();
    await prepare();
    const subjectId = await bench.notice(change);
    const events = await database().auditEvent.findMany({ where: { accountId, subjectId } });
    expect(events.map(({ kind }) => kind)).toEqual(["notice.prepared"]);
    for (const event of events)
      expect(await openDetails(database(), event)).toEqual({ notice: "change", relation: "touches", recipients: 1 });
  });

  test("stands once for subscribers and the public, in both languages", async () => {
    const change = await approved({ name: "Ærlig Sky AS" });
    await Promise.all([prepare(), prepare()]);
    const texts = await database().noticeText.findMany({ where: { noticeId: await bench.notice(change) } });
    expect(texts.map(({ locale }) => locale).sort()).toEqual(["en", "nb"]);
    for (const { subject, text } of texts) expect(`${subject} ${text}`).toContain("Ærlig Sky AS");
  });

  test("names no time before its own", async () => {
    const { accountId } = await makeContact(["privacy"]);
    const change = await approved();
    await prepare();
    const { preparedAt, content } = await told(change, accountId);
    const earliest = later(preparedAt ?? new Date(0), 30 * days).toISOString();
    expect(content?.text).toContain(earliest.slice(11, 16));
  });

  test("is told by several servers at once without a second message", async () => {
    const accounts = await Promise.all(Array.from({ length: 12 }, () => makeContact(["privacy"])));
    const change = await approved();
    const done = await Promise.all([prepare(), prepare(), prepare()]);
    expect(done.reduce((sum, each) => sum + each, 0)).toBe(12);
    for (const { accountId, email } of accounts) expect(await addresses(change, accountId)).toEqual([email]);
  });

  test("is written whole or not at all, and one account that cannot be does not hold up the others", async () => {
    const [broken, well] = [await makeContact(["privacy"]), await makeContact(["privacy"])];
    const { dataKeyId } = await database().account.findUniqueOrThrow({ where: { id: broken.accountId } });
    await database().dataKey.update({ where: { id: dataKeyId }, data: { wrapped: null, erasedAt: now() } });
    const change = await approved();
    expect(await prepare()).toBe(1);
    expect(await told(change, broken.accountId)).toMatchObject({ preparedAt: null, deliveries: [] });
    expect(await addresses(change, well.accountId)).toEqual([well.email]);
  });
});

describe("a notice is given", () => {
  test("when every first message has an outcome, and not before", async () => {
    const [one, two] = [await makeContact(["privacy"]), await makeContact(["privacy"])];
    const change = await approved();
    expect(await settle()).toBe(0);
    await prepare();
    await settleAll(change, one.accountId, "accepted");
    expect(await settle()).toBe(0);
    expect(await stateOf(change)).toBe("approved");
    await settleAll(change, two.accountId, "failed");
    expect(await Promise.all([settle(), settle()])).toContain(1);
    expect(await stateOf(change)).toBe("noticed");
    const events = await database().auditEvent.findMany({ where: { subjectId: change, kind: "change.noticed" } });
    expect(events).toHaveLength(1);
    expect(await settle()).toBe(0);
  });

  test("though an account is made in that moment", async () => {
    const { accountId } = await makeContact(["privacy"]);
    const change = await approved();
    await prepare();
    await settleAll(change, accountId, "accepted");
    const [made] = await Promise.all([makeAccount(), settle(), settle()]);
    await settle();
    expect(await told(change, made.id)).toMatchObject({ preparedAt: null });
    await prepare();
    await settle();
    expect(await stateOf(change)).toBe("noticed");
  });

  test("without a single account", async () => {
    const change = await approved();
    await prepare();
    expect(await settle()).toBe(1);
    expect(await stateOf(change)).toBe("noticed");
  });

  test("to an account that is made inside the window, with its own window", async () => {
    const { accountId } = await makeContact(["privacy"]);
    const change = await approved();
    await prepare();
    await settleAll(change, accountId, "accepted");
    await settle();
    await bench.pass(10 * day);
    const late = await makeContact(["admin"]);
    expect(await prepare()).toBe(1);
    await settleAll(change, late.accountId, "accepted");
    const given = (await told(change, late.accountId)).givenAt ?? new Date(0);
    expect(await bench.ownTime(change, late.accountId)).toEqual(later(given, 30 * days));
    expect(await bench.ownTime(change, accountId)).toEqual(await bench.effectiveAt(change));
  });
});

describe("a message that fails", () => {
  test("goes on to the next contact, then the next, and then to nobody", async () => {
    const { id } = await makeAccount();
    const [first, second] = [`one-${randomWord()}@customer.example`, `two-${randomWord()}@customer.example`];
    const form = await makeOrderForm(id, { contacts: [contact(first)] });
    const officer = await makeContact(["privacy"], { accountId: id });
    const boss = await makeContact(["admin", "privacy"], { accountId: id });
    const change = await approved();
    await prepare();
    expect(await addresses(change, id)).toEqual([first]);
    await endOrderForm(database(), { accountId: id, orderFormId: form }, null, now());
    await makeOrderForm(id, { contacts: [contact(first.toUpperCase().toLowerCase()), contact(second)] });
    for (const next of [second, officer.email, boss.email]) {
      await settleAll(change, id, "failed");
      expect(await follow()).toBe(1);
      const { deliveries } = await told(change, id);
      const last = deliveries.find(({ state }) => state === "queued");
      expect(last?.to?.email).toBe(next);
      expect(deliveries.some((each) => each.id === last?.replacesId && each.state === "failed")).toBe(true);
    }
    await settleAll(change, id, "failed");
    expect(await follow()).toBe(0);
    const kinds = await database().auditEvent.findMany({ where: { accountId: id, kind: "notice.sent-on" } });
    expect(kinds).toHaveLength(3);
  });

  test("has one successor, whoever looks first", async () => {
    const { id } = await makeAccount();
    for (let made = 0; made < 4; made++) await makeContact(["privacy"], { accountId: id });
    const admins = [await makeContact(["admin"], { accountId: id }), await makeContact(["admin"], { accountId: id })];
    const change = await approved();
    await prepare();
    const { deliveries } = await told(change, id);
    for (const each of deliveries.slice(0, 2)) await bench.settle(each.id, "failed");
    await Promise.all([follow(), follow(), follow()]);
    const after = await told(change, id);
    expect(
      after.deliveries
        .filter(({ replacesId }) => replacesId !== null)
        .map(({ to }) => to?.email)
        .sort(),
    ).toEqual(admins.map(({ email }) => email).sort());
  });

  test("of a change that is withdrawn has none", async () => {
    const officer = await makeContact(["privacy"]);
    await makeContact(["admin"], { accountId: officer.accountId });
    const change = await approved();
    await prepare();
    await settleAll(change, officer.accountId, "failed");
    await bench.withdraw(change);
    expect(await follow()).toBe(0);
  });

  test("of an account that is closed has none", async () => {
    const officer = await makeContact(["privacy"]);
    await makeContact(["admin"], { accountId: officer.accountId });
    const change = await approved();
    await prepare();
    await settleAll(change, officer.accountId, "failed");
    await database().account.update({ where: { id: officer.accountId }, data: { closedAt: now() } });
    expect(await follow()).toBe(0);
  });
});

describe("a message that comes back", () => {
  const reached = async () => {
    const officer = await makeContact(["privacy"]);
    const boss = await makeContact(["admin"], { accountId: officer.accountId });
    const change = await approved();
    await prepare();
    await settleAll(change, officer.accountId, "accepted");
    await settle();
    const [message] = (await told(change, officer.accountId)).deliveries;
    return { change, accountId: officer.accountId, boss, message: message?.id ?? "" };
  };

  test("inside the account's time takes the notice back and goes on to the next", async () => {
    const { change, accountId, boss, message } = await reached();
    await bench.pass(12 * day);
    await bench.settle(message, "bounced");
    expect((await told(change, accountId)).givenAt).toBeNull();
    expect(await follow()).toBe(1);
    const last = (await told(change, accountId)).deliveries.find(({ state }) => state === "queued");
    expect(last).toMatchObject({ replacesId: message, to: { email: boss.email } });
  });

  test("later undoes nothing and goes on to nobody by itself", async () => {
    const { change, accountId, message } = await reached();
    await bench.pass(31 * day);
    await bench.settle(message, "bounced");
    expect((await told(change, accountId)).givenAt).not.toBeNull();
    expect(await follow()).toBe(0);
  });
});

describe("a withdrawal", () => {
  test("is told to those who were told of the change, in the same way", async () => {
    const officer = await makeContact(["privacy"]);
    const [untouched, unsent] = [await makeContact(["privacy"]), await makeContact(["privacy"])];
    const change = await approved();
    await prepare();
    const [message] = (await told(change, officer.accountId)).deliveries;
    await bench.run(`UPDATE "Delivery" SET attempts = 1 WHERE id = $1`, message?.id);
    await bench.settle(message?.id ?? "", "accepted");
    await makeContact(["privacy"], { accountId: officer.accountId });
    await bench.withdraw(change, "The contract fell through.");
    expect(await prepare()).toBe(1);
    expect(await addresses(change, officer.accountId, "withdrawal")).toEqual([officer.email]);
    const { content, relation } = await told(change, officer.accountId, "withdrawal");
    expect(content?.text).toContain("The contract fell through.");
    expect(relation).toBe("touches");
    const elsewhere = { accountId: { in: [untouched.accountId, unsent.accountId] } };
    expect(await database().accountNotice.count({ where: { ...elsewhere, notice: { kind: "withdrawal" } } })).toBe(0);
  });

  test("reaches the present contacts of an account that staff told another way", async () => {
    const { id } = await makeAccount();
    const change = await approved();
    await prepare();
    await bench.run(
      `INSERT INTO "NoticeRecord" ("noticeId", "accountId", sealed, "recordedById") VALUES ($1, $2, 'post'::bytea, $3)`,
      ...[await bench.notice(change), id, bench.approver],
    );
    const officer = await makeContact(["privacy"], { accountId: id });
    await bench.withdraw(change);
    await prepare();
    expect(await addresses(change, id, "withdrawal")).toEqual([officer.email]);
  });

  test("before anything was prepared leaves nobody to be told", async () => {
    await makeContact(["privacy"]);
    const change = await approved();
    await bench.withdraw(change);
    expect(await prepare()).toBe(0);
    expect(await database().delivery.count({ where: { notice: { changeId: change } } })).toBe(0);
  });
});

test("a notice of another publisher on the same database is left alone", async () => {
  await makeContact(["privacy"]);
  await approved();
  expect(await prepareNotices(database(), { ...pack, name: `other-${newId()}` })).toBe(0);
  expect(await settleNotices(database(), "other")).toBe(0);
  expect(await followUpNotices(database(), "other")).toBe(0);
});
