/** What staff see of notices and do about them: refused, repeated, too late, and by two people at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeOrderForm, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import type { Viewer } from "@/server/access/viewer";
import { openDetails } from "@/server/audit/events";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { followUpNotices } from "@/server/notices/follow-up";
import { prepareNotices } from "@/server/notices/preparation/prepare";
import { openRecipient, openRecord } from "@/server/notices/sealed-notice";
import { settleNotices } from "@/server/notices/settling";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { takeEffect } from "@/server/subprocessors/changes/take-effect";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { wordsIn } from "@/server/words/words";
import { closeBounce, decideHold, recordTold, sendToAnother } from "./commands";
import { noticeProgress } from "./progress";
import { progressShown } from "./progress-rows";
import { listAccounts, listNotices, publicTexts, readDeskAccount, readNotice } from "./queries";
import { closeInput, decideInput, recordInput, sendInput } from "./schema";
import { listWork } from "./worklist";

let bench: ClockBench;
let pack: Pack;
let manager: Viewer;
let officer: Viewer;
let auditor: Viewer;
let security: Viewer;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  pack = { ...(await loadPack("content", "alphagen")), name: bench.publisher };
  [manager, officer] = [await viewerOf(bench.author), await viewerOf(bench.approver)];
  auditor = await viewerOf((await makeStaff(["auditor"])).personId);
  security = await viewerOf((await makeStaff(["security"])).personId);
});
afterAll(() => bench.stop());
beforeEach(() => bench.clear());

const day = 86_400;
const words = wordsIn("en");
const step = async () => {
  await prepareNotices(database(), pack);
  await followUpNotices(database(), pack.name);
};
const queuedOf = (noticeId: string, accountId?: string) =>
  database().delivery.findMany({ where: { noticeId, accountId: accountId ?? { not: null }, state: "queued" } });
async function settleQueued(noticeId: string, accountId: string, state: string): Promise<void> {
  for (const { id } of await queuedOf(noticeId, accountId)) await bench.settle(id, state);
}

/** One account that is told and one with a single contact that fails. */
async function begun() {
  const reached = await makeContact(["privacy"]);
  const missed = await makeContact(["privacy"]);
  const change = await bench.propose();
  await bench.approve(change);
  await step();
  const noticeId = await bench.notice(change);
  await settleQueued(noticeId, reached.accountId, "accepted");
  await settleQueued(noticeId, missed.accountId, "failed");
  await step();
  await settleNotices(database(), pack.name);
  return { change, noticeId, reached, missed, place: { noticeId, accountId: missed.accountId } };
}
const send = (given: Readonly<Record<string, string>>, by = manager) =>
  sendToAnother(database(), pack.name, by, sendInput(words).parse(given));
const record = (given: Readonly<Record<string, string>>, by = officer) =>
  recordTold(database(), pack.name, by, recordInput(words).parse({ text: "By registered letter.", ...given }));
const close = (given: Readonly<Record<string, string>>) =>
  closeBounce(database(), pack.name, manager, closeInput(words).parse({ text: "The person has left.", ...given }));
const decide = (given: Readonly<Record<string, string>>, by = officer) =>
  decideHold(database(), pack.name, by, decideInput(words).parse({ text: "They agreed by phone.", ...given }));
const workOf = async (noticeId: string) =>
  (await listWork(manager, pack.name, noticeId)).map(({ why, accountId }) => [why, accountId]);
const eventsOf = async (accountId: string) => {
  const events = await database().auditEvent.findMany({ where: { accountId }, orderBy: { sequence: "asc" } });
  for (const event of events) expect(await openDetails(database(), event)).not.toBeNull();
  return events.filter(({ kind }) => /^(notice|hold)\./.test(kind)).map(({ kind }) => kind);
};

describe("the worklist", () => {
  test("names the account that nobody is left to tell, for those who work on it alone", async () => {
    const { noticeId, missed } = await begun();
    expect(await workOf(noticeId)).toEqual([["untold", missed.accountId]]);
    expect(await listWork(auditor, pack.name, noticeId)).toEqual([]);
    expect(await listWork(manager, "another-publisher", noticeId)).toEqual([]);
  });

  test("lets an account go that is closed, or told by itself once it has another contact", async () => {
    const { noticeId, missed } = await begun();
    const boss = await makeContact(["admin"], { accountId: missed.accountId });
    await step();
    expect(await workOf(noticeId)).toEqual([]);
    const [queued] = await queuedOf(noticeId, missed.accountId);
    const to =
      queued?.sealed &&
      (await openRecipient(database(), { ...queued, accountId: missed.accountId, sealed: queued.sealed }));
    expect(to).toMatchObject({ email: boss.email });
    await settleQueued(noticeId, missed.accountId, "failed");
    expect(await workOf(noticeId)).toHaveLength(1);
    await database().account.update({ where: { id: missed.accountId }, data: { closedAt: now() } });
    expect(await workOf(noticeId)).toEqual([]);
  });

  test("names a message that came back late until somebody has looked into it, once", async () => {
    const { noticeId, reached } = await begun();
    await bench.pass(31 * day);
    await takeEffect(database());
    const message = await database().delivery.findFirstOrThrow({ where: { noticeId, accountId: reached.accountId } });
    await bench.settle(message.id, "bounced");
    expect(await workOf(noticeId)).toContainEqual(["returned", reached.accountId]);
    const place = { noticeId, accountId: reached.accountId, deliveryId: message.id };
    const both = await Promise.allSettled([close(place), close(place)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(close(place)).rejects.toThrow("closed this already");
    expect(await workOf(noticeId)).not.toContainEqual(["returned", reached.accountId]);
    expect(await eventsOf(reached.accountId)).toContain("notice.bounce-closed");
    const notice = await readNotice(manager, pack.name, noticeId);
    const shown = notice && (await readDeskAccount(manager, pack.name, notice, reached.accountId));
    expect(shown?.closures).toMatchObject([
      { deliveryId: message.id, text: "The person has left.", closedBy: manager.name },
    ]);
  });

  test("closes nothing that did not come back, and nothing of another account", async () => {
    const { noticeId, reached, missed } = await begun();
    const message = await database().delivery.findFirstOrThrow({ where: { noticeId, accountId: reached.accountId } });
    const deliveryId = message.id;
    await expect(close({ noticeId, accountId: reached.accountId, deliveryId })).rejects.toThrow("nothing like that");
    await bench.settle(message.id, "bounced");
    await expect(close({ noticeId, accountId: missed.accountId, deliveryId })).rejects.toThrow("nothing like that");
  });
});

describe("sending it to another recipient", () => {
  test("follows the message that failed, gives notice when it is taken, and is logged without the address", async () => {
    const { noticeId, missed, place } = await begun();
    const email = `الخصوصية-${randomWord()}@customer.example`;
    await send({ ...place, email: ` ${email} `, name: "مسؤول الخصوصية" });
    const [queued] = await queuedOf(noticeId, missed.accountId);
    expect(queued?.replacesId).not.toBeNull();
    const to =
      queued?.sealed &&
      (await openRecipient(database(), { ...queued, accountId: missed.accountId, sealed: queued.sealed }));
    expect(to).toEqual({ email, name: "مسؤول الخصوصية", locale: "en" });
    expect(await workOf(noticeId)).toEqual([]);
    await expect(send({ ...place, email: `${randomWord()}@customer.example` })).rejects.toThrow("on its way");
    await settleQueued(noticeId, missed.accountId, "accepted");
    const { givenAt } = await database().accountNotice.findFirstOrThrow({ where: place });
    expect(givenAt).not.toBeNull();
    const event = await database().auditEvent.findFirstOrThrow({
      where: { accountId: missed.accountId, kind: "notice.sent-on", actorId: manager.personId },
    });
    expect(await openDetails(database(), event)).toEqual({ delivery: queued?.id });
  });

  test("refuses an address that was tried, in other letters too", async () => {
    const { missed, place } = await begun();
    await expect(send({ ...place, email: missed.email.toUpperCase() })).rejects.toThrow("went to that address already");
  });

  test("of an account that has no contact at all begins with it", async () => {
    const { id } = await makeAccount();
    const change = await bench.propose();
    await bench.approve(change);
    await step();
    const noticeId = await bench.notice(change);
    await send({ noticeId, accountId: id, email: "found@customer.example" });
    expect(await queuedOf(noticeId, id)).toMatchObject([{ replacesId: null }]);
  });

  test("by two at once sends one", async () => {
    const { noticeId, missed, place } = await begun();
    await Promise.allSettled([
      send({ ...place, email: "first@customer.example" }),
      send({ ...place, email: "second@customer.example" }),
    ]);
    expect(await queuedOf(noticeId, missed.accountId)).toHaveLength(1);
  });

  test("of a change that is withdrawn, or another publisher's, is refused", async () => {
    const { change, place } = await begun();
    const given = { ...place, email: "late@customer.example" };
    await expect(sendToAnother(database(), "other", manager, sendInput(words).parse(given))).rejects.toThrow(
      "nothing like that",
    );
    await bench.withdraw(change);
    await expect(send(given)).rejects.toThrow("is withdrawn");
  });
});

describe("recording that it was told another way", () => {
  test("gives notice from then on, once, in words that the account's key encrypts", async () => {
    const { noticeId, missed, place } = await begun();
    const before = await bench.now();
    await record(place);
    const row = await database().noticeRecord.findFirstOrThrow({ where: place });
    expect(await openRecord(database(), { ...place, sealed: row.sealed })).toBe("By registered letter.");
    expect(Buffer.from(row.sealed).toString("latin1")).not.toContain("registered");
    const { givenAt } = await database().accountNotice.findFirstOrThrow({ where: place });
    expect(givenAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
    await expect(record(place)).rejects.toThrow("recorded this already");
    expect(await workOf(noticeId)).toEqual([]);
    expect(await eventsOf(missed.accountId)).toContain("notice.recorded");
  });

  test("wants a sentence", () => {
    const parsed = recordInput(words).safeParse({ noticeId: newId(), accountId: newId(), text: " told \u202e" });
    expect(parsed.error?.issues[0]?.message).toBe("Write at least a sentence.");
  });
});

describe("a hold", () => {
  const held = async () => {
    const found = await begun();
    await bench.pass(31 * day);
    await takeEffect(database());
    const hold = await database().hold.findFirstOrThrow({ where: { changeId: found.change } });
    return { ...found, holdId: hold.id };
  };

  test("is applied only to an account that was told, and decided once", async () => {
    const { place, holdId, missed, noticeId } = await held();
    expect(await workOf(noticeId)).toEqual([["untold", missed.accountId]]);
    await expect(decide({ ...place, holdId, decision: "apply" })).rejects.toThrow("only once the account was told");
    await record(place);
    await decide({ ...place, holdId, decision: "apply" });
    await expect(decide({ ...place, holdId, decision: "exclude" })).rejects.toThrow("decided this already");
    const notice = await readNotice(officer, pack.name, noticeId);
    const shown = notice && (await readDeskAccount(officer, pack.name, notice, missed.accountId));
    expect(shown?.holds).toMatchObject([
      { reason: "unreached", decision: "apply", decidedBy: officer.name, text: "They agreed by phone." },
    ]);
    expect(await eventsOf(missed.accountId)).toContain("hold.decided");
  });

  test("that excludes the account takes it off the worklist, and nothing is sent any more", async () => {
    const { place, holdId, noticeId, missed } = await held();
    await decide({ ...place, holdId, decision: "exclude" });
    expect(await workOf(noticeId)).toEqual([]);
    await makeContact(["admin"], { accountId: missed.accountId });
    await step();
    expect(await queuedOf(noticeId, missed.accountId)).toEqual([]);
  });

  test("of another account is not there", async () => {
    const { place, holdId, reached } = await held();
    const elsewhere = { ...place, accountId: reached.accountId, holdId, decision: "exclude" };
    await expect(decide(elsewhere)).rejects.toThrow("nothing like that");
  });
});

describe("what staff see", () => {
  test("is how far a notice is, with the accounts on its list", async () => {
    const { noticeId, reached, missed } = await begun();
    const [row] = await listNotices(security, pack.name);
    expect(row).toMatchObject({ id: noticeId, progress: { accounts: 2, prepared: 2, given: 1 } });
    const progress = await noticeProgress(security, pack.name, noticeId);
    expect(progress).toMatchObject({
      messages: { queued: 0, accepted: 1, failed: 1, bounced: 0 },
      listed: false,
      done: false,
    });
    const shown = progress && progressShown(progress, words);
    expect(shown?.rows.map(({ text }) => text)).toEqual([
      "1 of 2 told",
      "1 taken, 0 waiting, 1 failed, 0 came back",
      "The list is being written",
    ]);
    const notice = await readNotice(security, pack.name, noticeId);
    const accounts = notice && (await listAccounts(security, notice));
    expect(accounts?.map(({ id }) => id).sort()).toEqual([reached.accountId, missed.accountId].sort());
    expect(accounts?.find(({ id }) => id === reached.accountId)).toMatchObject({ relation: "touches", onHold: false });
    const last = accounts?.at(-1);
    expect(notice && (await listAccounts(security, notice, last?.id))).toEqual([]);
    expect(await publicTexts(security, noticeId)).toHaveLength(2);
  });

  test("holds addresses masked, and the text for those alone who may read order forms", async () => {
    const { noticeId, reached } = await begun();
    await makeOrderForm(reached.accountId);
    const notice = await readNotice(manager, pack.name, noticeId);
    if (notice === null) throw new Error("there is no notice");
    const asManager = await readDeskAccount(manager, pack.name, notice, reached.accountId);
    expect(asManager?.told?.content?.text).toContain("Newcomer");
    expect(asManager?.told?.messages[0]?.recipient).toMatch(/^.•••@customer\.example$/);
    const asAuditor = await readDeskAccount(auditor, pack.name, notice, reached.accountId);
    expect(asAuditor?.told?.content).toBeNull();
    expect(JSON.stringify(asAuditor)).not.toContain(reached.email);
  });

  test("is nothing for others, and nothing of another publisher", async () => {
    const { noticeId, missed } = await begun();
    const onCall = await viewerOf((await makeStaff(["on_call_manager"])).personId);
    const contact = await viewerOf(missed.personId);
    for (const viewer of [onCall, contact]) {
      expect(await listNotices(viewer, pack.name)).toEqual([]);
      expect(await readNotice(viewer, pack.name, noticeId)).toBeNull();
      expect(await noticeProgress(viewer, pack.name, noticeId)).toBeNull();
      expect(await listWork(viewer, pack.name)).toEqual([]);
      expect(await publicTexts(viewer, noticeId)).toEqual([]);
    }
    expect(await readNotice(manager, "another-publisher", noticeId)).toBeNull();
    expect(await noticeProgress(manager, "another-publisher", noticeId)).toBeNull();
  });
});
