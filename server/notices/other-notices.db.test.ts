/** Notices that are not of a change: told, sent on, listed and proven as those of a change are. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contactViewerOf, makeAccount, makeContact, makeOrderForm, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import type { Viewer } from "@/server/access/viewer";
import { openDetails } from "@/server/audit/events";
import { loadPack } from "@/server/content/load-pack";
import { noticeProgress } from "@/server/notices/desk/progress";
import { recordInput, sendInput } from "@/server/notices/desk/schema";
import { makeProof } from "@/server/notices/received/proof";
import { closeList, listSubscribers, queueSubscribers } from "@/server/notices/sending/list-subscribers";
import { makeSubscribers } from "@/server/notices/sending/testing/sample-notice";
import { now } from "@/server/platform/clock";
import { database, type Transaction } from "@/server/platform/database";
import { runTool, textOf } from "@/server/seal/testing/pdf-tools";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { wordsIn } from "@/server/words/words";
import { beginNotice } from "./begin-notice";
import { recordTold, sendToAnother } from "./desk/commands";
import { listAccounts, listNotices as listAtDesk, readDeskAccount, readNotice } from "./desk/queries";
import { listWork } from "./desk/worklist";
import { followUpNotices } from "./follow-up";
import { prepareNotices } from "./preparation/prepare";
import { tellAccount } from "./preparation/tell-account";
import { findNotice, listNotices } from "./received/queries";
import { openRecipient } from "./sealed-notice";

let bench: ClockBench;
let manager: Viewer;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  manager = await viewerOf(bench.author);
});
afterAll(() => bench.stop());
beforeEach(() => bench.clear());

const day = 86_400;
const words = wordsIn("en");
const said = { subject: "Incident A-1", text: "Something happened.\n\nبيان 事件 – zażółć.\n" };
const both = { en: said, nb: { subject: "Hendelse A-1", text: "Noe har hendt.\n" } };

let revision = 0;
async function begin(texts: typeof both | null = null): Promise<string> {
  return database().$transaction((each) => beginIn(each, texts));
}
async function beginIn(transaction: Transaction, texts: typeof both | null): Promise<string> {
  const { publisher } = bench;
  const { id } = await transaction.advisoryPublication.create({
    data: { publisher, advisoryId: "AGSA-2026-7F3K9Q", revision: ++revision, audience: "public" },
  });
  return beginNotice(transaction, { publisher, of: { kind: "advisory", publicationId: id }, texts });
}
const tell = (noticeId: string, accountId: string) =>
  database().$transaction((each) => tellAccount(each, { noticeId, accountId, ...said }));
const follow = () => followUpNotices(database(), bench.publisher);
const rowOf = (noticeId: string, accountId: string) =>
  database().accountNotice.findUniqueOrThrow({ where: { noticeId_accountId: { noticeId, accountId } } });
const messages = (noticeId: string, accountId: string) =>
  database().delivery.findMany({ where: { noticeId, accountId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
async function addresses(noticeId: string, accountId: string): Promise<(string | undefined)[]> {
  const rows = await messages(noticeId, accountId);
  const opened = rows.map(({ id, sealed }) => sealed && openRecipient(database(), { id, accountId, sealed }));
  return (await Promise.all(opened)).map((each) => each?.email);
}
async function settleQueued(noticeId: string, accountId: string, state: string): Promise<void> {
  for (const each of await messages(noticeId, accountId))
    if (each.state === "queued") await bench.settle(each.id, state);
}

describe("an account", () => {
  test("is told once by the contacts that its order form names, whoever of two servers is quicker", async () => {
    const { id } = await makeAccount();
    await makeContact(["privacy"], { accountId: id });
    const email = `notices-${randomWord()}@customer.example`;
    await makeOrderForm(id, { contacts: [{ email, name: "" }] });
    const noticeId = await begin();
    const told = await Promise.all([tell(noticeId, id), tell(noticeId, id), tell(noticeId, id)]);
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await tell(noticeId, id)).toBe(false);
    expect(await addresses(noticeId, id)).toEqual([email]);
    const events = await database().auditEvent.findMany({ where: { accountId: id, subjectId: noticeId } });
    expect(events.map(({ kind }) => kind)).toEqual(["notice.prepared"]);
    for (const event of events)
      expect(await openDetails(database(), event)).toEqual({ notice: "advisory", recipients: 1 });
  });

  test("that is closed is told nothing", async () => {
    const officer = await makeContact(["privacy"]);
    await database().account.update({ where: { id: officer.accountId }, data: { closedAt: now() } });
    const noticeId = await begin();
    expect(await tell(noticeId, officer.accountId)).toBe(false);
    expect(await addresses(noticeId, officer.accountId)).toEqual([]);
  });

  test("is told nothing where the transaction that began the notice fails", async () => {
    const officer = await makeContact(["privacy"]);
    const failing = database().$transaction(async (each) => {
      const noticeId = await beginIn(each, null);
      await tellAccount(each, { noticeId, accountId: officer.accountId, ...said });
      throw new Error("interrupted");
    });
    await expect(failing).rejects.toThrow("interrupted");
    expect(await database().accountNotice.count({ where: { accountId: officer.accountId } })).toBe(0);
  });

  test("is told nothing of a change this way: that has its own text", async () => {
    const officer = await makeContact(["privacy"]);
    const change = await bench.propose();
    await bench.approve(change);
    expect(await tell(await bench.notice(change), officer.accountId)).toBe(false);
  });
});

describe("a message that is not taken", () => {
  test("goes on to the next contact while the account is not told, and no further", async () => {
    const officer = await makeContact(["privacy"]);
    const second = await makeContact(["privacy"], { accountId: officer.accountId });
    const boss = await makeContact(["admin"], { accountId: officer.accountId });
    const noticeId = await begin();
    await tell(noticeId, officer.accountId);
    expect(await follow()).toBe(0);
    const [first] = await messages(noticeId, officer.accountId);
    await bench.settle(first?.id ?? "", "failed");
    expect(await follow()).toBe(1);
    expect((await addresses(noticeId, officer.accountId)).sort()).toEqual(
      [officer.email, second.email, boss.email].sort(),
    );
    await settleQueued(noticeId, officer.accountId, "accepted");
    expect((await rowOf(noticeId, officer.accountId)).givenAt).not.toBeNull();
    const [, , last] = await messages(noticeId, officer.accountId);
    await bench.settle(last?.id ?? "", "bounced");
    expect((await rowOf(noticeId, officer.accountId)).givenAt).not.toBeNull();
    expect(await follow()).toBe(0);
  });

  test("and comes back leaves the account untold: the next contact is tried, for thirty days", async () => {
    const officer = await makeContact(["privacy"]);
    const noticeId = await begin();
    await tell(noticeId, officer.accountId);
    await settleQueued(noticeId, officer.accountId, "accepted");
    const [message] = await messages(noticeId, officer.accountId);
    await bench.settle(message?.id ?? "", "bounced");
    expect((await rowOf(noticeId, officer.accountId)).givenAt).toBeNull();
    expect(await follow()).toBe(0);
    const work = await listWork(manager, bench.publisher, noticeId);
    expect(work).toMatchObject([{ why: "untold", noticeKind: "advisory", change: null, subject: said.subject }]);
    const boss = await makeContact(["admin"], { accountId: officer.accountId });
    expect(await Promise.all([follow(), follow()])).toContain(1);
    expect(await addresses(noticeId, officer.accountId)).toEqual([officer.email, boss.email]);
    await settleQueued(noticeId, officer.accountId, "failed");
    await makeContact(["admin"], { accountId: officer.accountId });
    await bench.pass(31 * day);
    expect(await follow()).toBe(0);
    expect(await listWork(manager, bench.publisher, noticeId)).toHaveLength(1);
    await bench.pass(0);
  });

  test("has no first recipient where the account has no contact, until it has one", async () => {
    const { id } = await makeAccount();
    const noticeId = await begin();
    expect(await tell(noticeId, id)).toBe(true);
    expect(await listWork(manager, bench.publisher, noticeId)).toHaveLength(1);
    const officer = await makeContact(["privacy"], { accountId: id });
    expect(await follow()).toBe(1);
    expect(await addresses(noticeId, id)).toEqual([officer.email]);
  });
});

describe("staff", () => {
  test("know an advisory that nobody was told of by its id", async () => {
    const id = await begin();
    expect((await listAtDesk(manager, bench.publisher))[0]).toMatchObject({ id, subject: "AGSA-2026-7F3K9Q" });
  });

  test("see it beside the others, send it on and record that it was told another way", async () => {
    const [officer, other] = [await makeContact(["privacy"]), await makeContact(["privacy"])];
    const noticeId = await begin();
    for (const { accountId } of [officer, other]) await tell(noticeId, accountId);
    for (const { accountId } of [officer, other]) await settleQueued(noticeId, accountId, "failed");
    const [row] = await listAtDesk(manager, bench.publisher);
    expect(row).toMatchObject({ id: noticeId, kind: "advisory", change: null, subject: said.subject });
    const notice = await readNotice(manager, bench.publisher, noticeId);
    if (notice === null) throw new Error("there is no notice");
    expect((await listAccounts(manager, notice)).map(({ id }) => id).sort()).toEqual(
      [officer.accountId, other.accountId].sort(),
    );
    const shown = await readDeskAccount(manager, bench.publisher, notice, officer.accountId);
    expect(shown).toMatchObject({ holds: [], told: { change: null, subject: said.subject, content: said } });
    const place = { noticeId, accountId: officer.accountId };
    const email = `found-${randomWord()}@customer.example`;
    await sendToAnother(database(), bench.publisher, manager, sendInput(words).parse({ ...place, email, name: "" }));
    expect(await addresses(noticeId, officer.accountId)).toEqual([officer.email, email]);
    const remark = { noticeId, accountId: other.accountId, text: "By registered letter." };
    await recordTold(database(), bench.publisher, await viewerOf(bench.approver), recordInput(words).parse(remark));
    expect((await rowOf(noticeId, other.accountId)).givenAt).not.toBeNull();
    expect(await noticeProgress(manager, bench.publisher, noticeId)).toMatchObject({
      accounts: 2,
      given: 1,
      listed: true,
    });
  });
});

describe("the account's own pages", () => {
  test("show it by its subject, with its text, its messages and a proof that says what it is of", async () => {
    const officer = await makeContact(["privacy"]);
    const stranger = await contactViewerOf((await makeContact(["privacy"])).personId);
    const own = await contactViewerOf(officer.personId);
    const noticeId = await begin();
    await tell(noticeId, officer.accountId);
    await settleQueued(noticeId, officer.accountId, "accepted");
    const { notices } = await listNotices(own, bench.publisher);
    expect(notices).toMatchObject([
      { id: noticeId, kind: "advisory", subject: said.subject, change: null, relation: null },
    ]);
    expect(await findNotice(own, bench.publisher, noticeId)).toMatchObject({ content: said });
    expect(await findNotice(stranger, bench.publisher, noticeId)).toBeNull();
    expect((await listNotices(stranger, bench.publisher)).notices).toEqual([]);
    const pack = { ...(await loadPack("content", "alai")), name: bench.publisher };
    const wanted = { viewer: own, accountId: officer.accountId, noticeId };
    const proof = await makeProof(database(), pack, undefined, wanted, now());
    if (proof === null) throw new Error("no proof was made");
    const text = textOf(proof).replace(/\s+/g, " ");
    for (const fact of ["A security advisory", "Something happened.", officer.email]) expect(text).toContain(fact);
    expect(runTool("pdfsig", ["-nocert", "$a.pdf"], { "a.pdf": proof }).output).toContain("Total document signed");
  });
});

describe("subscribers", () => {
  const choose = (id: string, minimumSeverity: "low" | "critical", digest: boolean) =>
    database().subscription.update({ where: { id }, data: { topics: ["advisories"], minimumSeverity, digest } });

  test("come on the list by what they chose, each once, until the list is closed", async () => {
    const [low, critical, digest, others] = await makeSubscribers(bench.publisher, 4);
    await choose(low ?? "", "low", false);
    await choose(critical ?? "", "critical", false);
    await choose(digest ?? "", "low", true);
    const noticeId = await begin(both);
    const notice = { id: noticeId, publisher: bench.publisher };
    await listSubscribers(database(), bench.publisher);
    const listed = async () =>
      (await database().delivery.findMany({ where: { noticeId } })).map(({ subscriptionId }) => subscriptionId);
    expect(await listed()).toEqual([]);
    const filter = { topic: "advisories", digest: false, minimumSeverity: "low" } as const;
    for (let run = 0; run < 2; run++) await queueSubscribers(database(), notice, filter);
    expect(await listed()).toEqual([low]);
    expect(others).toBeDefined();
    await database().$transaction((each) => closeList(each, noticeId));
    await choose(critical ?? "", "low", false);
    await expect(queueSubscribers(database(), notice, filter)).rejects.toThrow("closed");
  });

  test("hear nothing of a notice that goes to accounts alone", async () => {
    const noticeId = await begin();
    const pack = { ...(await loadPack("content", "alai")), name: bench.publisher };
    await prepareNotices(database(), pack);
    await listSubscribers(database(), bench.publisher);
    expect(await database().noticeText.count({ where: { noticeId } })).toBe(0);
    expect(await database().delivery.count({ where: { noticeId } })).toBe(0);
  });
});
