/** From queued rows to a mail server that takes, puts off, refuses, stalls or drops, and one outcome for each. */
import { createServer, type Server } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { eraseDataKey } from "@/server/keys/data-keys";
import { headersOf, type MailServer, refusal, startMailServer } from "@/server/mail/testing/mail-server";
import { refusingServers } from "@/server/mail/testing/refusing-servers";
import { keepingTransport, type PooledTransport, pooledTransport, type Transport } from "@/server/mail/transport";
import { leaseDue } from "@/server/notices/sending/lease";
import { listSubscribers } from "@/server/notices/sending/list-subscribers";
import { type SendingRules, sendingRules } from "@/server/notices/sending/rules";
import { type SendingParts, sendDue } from "@/server/notices/sending/send-due";
import {
  makeSubscribers,
  queueNotice,
  queueTo,
  type SampleSize,
  subscriberAddress,
  subscriberLocale,
} from "@/server/notices/sending/testing/sample-notice";
import { unsubscribeAddress } from "@/server/notices/subscriptions/sealed-subscription";
import { minutes } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

let bench: ClockBench;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  return () => bench.stop();
});

const written: string[] = [];
const open: { close(): unknown }[] = [];
beforeEach(async () => {
  written.length = 0;
  vi.spyOn(process.stderr, "write").mockImplementation((line) => written.push(String(line)) > 0);
  // What an earlier test left queued is no longer due.
  await database().delivery.updateMany({ where: { state: "queued" }, data: { dueAt: new Date("2100-01-01") } });
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const each of open.splice(0)) await each.close();
});

async function mailServer(...options: Parameters<typeof startMailServer>): Promise<MailServer> {
  const server = await startMailServer(...options);
  open.push(server);
  return server;
}
function pooled(url: string, answer = 2000): PooledTransport {
  const pool = pooledTransport(url, undefined, sendingRules.connections, { connect: 2000, answer });
  open.push(pool);
  return pool;
}
const send = (transport: Transport, parts: Partial<SendingParts> = {}) =>
  sendDue({
    ...{ database: database(), transport, from: '"AlphaGen" <trust@alphagen.example>' },
    ...{ publisher: bench.publisher, ...parts },
  });
const rules = (changes: Partial<SendingRules>): SendingRules => ({ ...sendingRules, ...changes });

const one: SampleSize = { accounts: 1, contactsEach: 1, subscribers: 0 };
const subscriber: SampleSize = { accounts: 0, contactsEach: 0, subscribers: 1 };
async function queued(size: SampleSize = one) {
  const notice = await queueNotice(bench, size);
  const rows = () => database().delivery.findMany({ where: { noticeId: notice.noticeId }, orderBy: { id: "asc" } });
  const row = async () => (await rows())[0] ?? fail();
  return { ...notice, rows, row };
}
const fail = () => {
  throw new Error("there is no such row");
};
/** Milliseconds until it is due again, by the database's clock. */
async function pauseOf(id: string): Promise<number> {
  const text = `SELECT extract(epoch FROM "dueAt" - product_now())::float8 * 1000 AS value FROM "Delivery" WHERE id = $1`;
  return (await bench.value<number>(text, [id])) ?? Number.NaN;
}

describe("a message to an account", () => {
  test("that the server takes is accepted, gives the account notice, and keeps the answer without an address", async () => {
    const mail = await mailServer();
    const { row, changeId, noticeId } = await queued();
    expect(await send(pooled(mail.url).send)).toBe(false);
    const { state, attempts, serverResponse, messageId, accountId, acceptedAt } = await row();
    expect({ state, attempts }).toEqual({ state: "accepted", attempts: 1 });
    expect(serverResponse).toMatch(/^250 .*queued as 1 for \[address\]$/);
    expect(await bench.givenAt(changeId, accountId ?? "")).toEqual(acceptedAt);
    const [letter] = mail.letters;
    expect(letter?.to).toEqual([expect.stringMatching(/^c-\w+@customer\.example$/)]);
    expect(headersOf(letter, "Message-ID")).toEqual([messageId]);
    expect(headersOf(letter, "Subject")).toEqual([`What changes for ${accountId}`]);
    expect(headersOf(letter, "List-Unsubscribe")).toEqual([]);
    expect(noticeId).not.toBe("");
  });

  test("is sent once, however often the job runs", async () => {
    const mail = await mailServer();
    await queued();
    for (let run = 0; run < 3; run++) await send(pooled(mail.url).send);
    expect(mail.letters).toHaveLength(1);
  });

  test("goes out before any to subscribers", async () => {
    const mail = await mailServer();
    await queued({ accounts: 2, contactsEach: 2, subscribers: 40 });
    await send(pooled(mail.url).send, { rules: rules({ batch: 3, connections: 1 }) });
    const kinds = mail.letters.map(({ to }) => to[0]?.slice(0, 2));
    expect(kinds).toEqual([...Array(4).fill("c-"), ...Array(40).fill("s-")]);
  });

  test("whose data was erased has failed, and says so", async () => {
    const mail = await mailServer();
    const { row } = await queued();
    const { accountId } = await row();
    const account = await database().account.findUniqueOrThrow({ where: { id: accountId ?? "" } });
    await eraseDataKey(database(), account.dataKeyId, await bench.now());
    await send(pooled(mail.url).send);
    expect(await row()).toMatchObject({ state: "failed", serverResponse: "not sent: the recipient's data was erased" });
    expect(mail.letters).toEqual([]);
  });

  test("without a mail server is kept, and its outcome says that it was not sent", async () => {
    const lines: string[] = [];
    const { row } = await queued();
    await send(keepingTransport((line) => lines.push(line)));
    const serverResponse = "kept in the demonstration: no mail server is set";
    expect(await row()).toMatchObject({ state: "accepted", serverResponse });
    expect(lines).toHaveLength(1);
  });

  test("that can't be opened holds up no other", async () => {
    const mail = await mailServer();
    const { rows } = await queued({ accounts: 2, contactsEach: 1, subscribers: 0 });
    const [broken, good] = await rows();
    await asOwner(`ALTER TABLE "Delivery" DISABLE TRIGGER delivery_guard`);
    await asOwner(`UPDATE "Delivery" SET sealed = 'nothing'::bytea WHERE id = $1`, [broken?.id]);
    await asOwner(`ALTER TABLE "Delivery" ENABLE TRIGGER delivery_guard`);
    await send(pooled(mail.url).send);
    const states = new Map((await rows()).map(({ id, state }) => [id, state]));
    expect([states.get(broken?.id ?? ""), states.get(good?.id ?? "")]).toEqual(["queued", "accepted"]);
    expect(written.join("")).toContain(broken?.id);
  });
});

describe("a message to a subscriber", () => {
  test("is in their language and can be ended by one click, from the header and the text", async () => {
    const mail = await mailServer();
    const { row } = await queued(subscriber);
    await send(pooled(mail.url).send);
    const { subscriptionId, state } = await row();
    const locale = subscriberLocale(subscriptionId ?? "");
    const address = (await unsubscribeAddress(subscriptionId ?? "", locale)).href;
    const [letter] = mail.letters;
    expect(state).toBe("accepted");
    expect(letter?.to).toEqual([subscriberAddress(subscriptionId ?? "")]);
    expect(headersOf(letter, "Subject")).toEqual([`A change (${locale})`]);
    expect(headersOf(letter, "List-Unsubscribe")).toEqual([`<${address}>`]);
    expect(headersOf(letter, "List-Unsubscribe-Post")).toEqual(["List-Unsubscribe=One-Click"]);
    expect(letter?.raw.replaceAll("=\r\n", "")).toContain(address);
  });

  test("who unsubscribed meanwhile is not sent", async () => {
    const mail = await mailServer();
    const { row } = await queued(subscriber);
    const { subscriptionId } = await row();
    await database().subscription.delete({ where: { id: subscriptionId ?? "" } });
    await send(pooled(mail.url).send);
    expect(await row()).toMatchObject({ state: "cancelled", acceptedAt: null });
    expect(mail.letters).toEqual([]);
  });
});

describe("a message that the server does not take", () => {
  test("for good has failed at once, in the server's words without the address", async () => {
    const mail = await mailServer();
    const { row, changeId } = await queued();
    mail.behave({ code: 550, words: "5.1.1 <ada@customer.example> unknown (ada@customer.example)" });
    await send(pooled(mail.url).send);
    const { state, attempts, serverResponse, accountId } = await row();
    expect({ state, attempts }).toEqual({ state: "failed", attempts: 1 });
    expect(serverResponse).toMatch(/^550 5\.1\.1 \[address\] unknown/);
    expect(serverResponse).not.toContain("@");
    expect(await bench.givenAt(changeId, accountId ?? "")).toBeNull();
  });

  test.each([450, 451, 452])("for now (%d) is tried again after a pause that grows", async (code) => {
    const mail = await mailServer();
    const { row } = await queued();
    mail.behave({ code, words: "4.7.1 <ada@customer.example> greylisted" });
    for (const [attempt, longest] of [
      [1, 75_000],
      [2, 150_000],
    ] as const) {
      await send(pooled(mail.url).send);
      const { id, state, attempts, serverResponse } = await row();
      expect({ state, attempts }).toEqual({ state: "queued", attempts: attempt });
      expect(serverResponse).toMatch(/greylisted/);
      expect(serverResponse).not.toContain("@");
      expect(await pauseOf(id)).toBeLessThanOrEqual(longest);
      expect(await pauseOf(id)).toBeGreaterThan(longest / 2);
      await database().delivery.update({ where: { id }, data: { dueAt: new Date("2020-01-01") } });
    }
    mail.behave("take");
    await send(pooled(mail.url).send);
    expect(await row()).toMatchObject({ state: "accepted", attempts: 3 });
    expect(mail.letters).toHaveLength(1);
  });

  test.each(["drop-before", "drop-after"] as const)(
    "because the connection is cut (%s) comes again under the same Message-ID",
    async (behaviour) => {
      const mail = await mailServer();
      const { row } = await queued();
      mail.behave(behaviour);
      await send(pooled(mail.url).send);
      const { id, messageId, ...first } = await row();
      expect(first).toMatchObject({ state: "queued", attempts: 1 });
      mail.behave("take");
      await database().delivery.update({ where: { id }, data: { dueAt: new Date("2020-01-01") } });
      await send(pooled(mail.url).send);
      expect(await row()).toMatchObject({ state: "accepted", attempts: 2 });
      expect(mail.letters).toHaveLength(behaviour === "drop-after" ? 2 : 1);
      expect(new Set(mail.letters.flatMap((letter) => headersOf(letter, "Message-ID")))).toEqual(new Set([messageId]));
    },
  );

  test("because it stalls is left alone after a time, and the others go out meanwhile", async () => {
    const stalled = new Set<string>();
    const mail = await mailServer({
      onRcptTo: ({ address }, _session, answer) => {
        if (stalled.size === 0) stalled.add(address);
        if (!stalled.has(address)) answer(null);
      },
    });
    const { rows } = await queued({ accounts: 0, contactsEach: 0, subscribers: 30 });
    await send(pooled(mail.url, 700).send);
    const states = (await rows()).map(({ state }) => state);
    expect(states.filter((state) => state === "accepted")).toHaveLength(29);
    expect(states.filter((state) => state === "queued")).toHaveLength(1);
  });

  test("because it never answers is given up in time, whatever it does to keep the connection", async () => {
    const mail = await mailServer({ onRcptTo: () => {} });
    const { row } = await queued();
    const started = performance.now();
    await send(pooled(mail.url, 60_000).send, { rules: rules({ longestSend: 300 }) });
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await row()).toMatchObject({ state: "queued", attempts: 1 });
  });

  test("is given up after its time, and says what the server said last", async () => {
    const mail = await mailServer();
    const { row } = await queued();
    mail.behave({ code: 450, words: "busy" });
    await send(pooled(mail.url).send, { rules: rules({ giveUpAfter: 0, fewestTries: 1 }) });
    const { state, serverResponse } = await row();
    expect(state).toBe("failed");
    expect(serverResponse).toMatch(/^given up after 1 tries; the last one: 450 busy/);
  });
});

describe("a mail server that takes nothing from us", () => {
  const operators: typeof refusingServers = [
    ...refusingServers,
    ["more of us for now (421)", { onRcptTo: (_to, _session, answer) => answer(refusal(421, "too many")) }, ""],
  ];
  test.each(operators)("because it refuses %s is nobody's fault: a few tries, no attempt counted", async (...given) => {
    const [, options, user] = given;
    const mail = await mailServer(options);
    const { rows } = await queued({ accounts: 0, contactsEach: 0, subscribers: 50 });
    expect(await send(pooled(mail.url.replace("//", `//${user}`)).send)).toBe(false);
    const found = await rows();
    expect(new Set(found.map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(new Set(["queued 0"]));
    const waiting = await Promise.all(found.map(({ id }) => pauseOf(id)));
    expect(waiting.filter((pause) => pause > 0)).toHaveLength(5);
    expect(Math.max(...waiting)).toBeLessThanOrEqual(minutes);
    expect(mail.letters).toEqual([]);
    expect(written.join("")).toContain("notices.mail-server");
    expect(written.join("")).not.toMatch(/subscriber\.example|bad password/);
  });

  test("because nobody listens keeps everything, and later everything goes out", async () => {
    const gone = await startMailServer();
    await gone.close();
    const { rows } = await queued({ accounts: 1, contactsEach: 1, subscribers: 12 });
    await send(pooled(gone.url).send);
    expect((await rows()).every(({ state, attempts }) => state === "queued" && attempts === 0)).toBe(true);
    const mail = await mailServer();
    await database().delivery.updateMany({ where: { state: "queued" }, data: { dueAt: new Date("2020-01-01") } });
    await database().delivery.updateMany({
      where: { state: "queued", noticeId: { not: (await rows())[0]?.noticeId ?? "" } },
      data: { dueAt: new Date("2100-01-01") },
    });
    await send(pooled(mail.url).send);
    expect((await rows()).map(({ state }) => state)).toEqual(Array(13).fill("accepted"));
  });

  test("because it drops every connection stops the run after a few", async () => {
    const rude: Server = createServer((socket) => socket.destroy());
    await new Promise<void>((listening) => rude.listen(0, "127.0.0.1", listening));
    open.push(rude);
    const address = rude.address();
    const { rows } = await queued({ accounts: 0, contactsEach: 0, subscribers: 50 });
    await send(pooled(`smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`).send);
    expect((await rows()).filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(5);
  });
});

describe("a lease", () => {
  test("that ran out lets another sender have the row, and the first one's failure counts no more", async () => {
    const { row } = await queued();
    const mail = await mailServer();
    const slow: Transport = async () => {
      await database().delivery.updateMany({ where: { state: "queued", attempts: 1 }, data: { dueAt: new Date(0) } });
      await send(pooled(mail.url).send);
      throw Object.assign(new Error("late"), { responseCode: 451, response: "451 late" });
    };
    await send(slow);
    expect(await row()).toMatchObject({ state: "accepted", attempts: 2 });
  });

  test("that ran out takes nothing from the first one's success", async () => {
    const { row, noticeId } = await queued();
    const slow: Transport = async () => {
      await database().delivery.updateMany({ where: { noticeId }, data: { dueAt: new Date(0) } });
      await leaseDue(database(), bench.publisher, 10, minutes);
      return { state: "sent", response: "250 taken" };
    };
    await send(slow);
    expect(await row()).toMatchObject({ state: "accepted", attempts: 2, serverResponse: "250 taken" });
  });

  test("is held by one of two senders who ask at the same moment", async () => {
    const { rows } = await queued({ accounts: 0, contactsEach: 0, subscribers: 60 });
    const taken = await Promise.all(
      Array.from({ length: 6 }, () => leaseDue(database(), bench.publisher, 20, minutes)),
    );
    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await rows()).length);
  });

  test("is given back by a process that stops, whose last messages end first", async () => {
    const { rows } = await queued({ accounts: 0, contactsEach: 0, subscribers: 40 });
    const stopping = new AbortController();
    let sent = 0;
    const transport: Transport = async () => {
      if (++sent === 5) stopping.abort();
      await wait(30);
      return { state: "sent", response: "250 taken" };
    };
    await send(transport, { stop: stopping.signal });
    const found = await rows();
    expect(found.filter(({ state }) => state === "accepted")).toHaveLength(sent);
    expect(found.filter(({ state, attempts }) => state === "queued" && attempts === 0)).toHaveLength(40 - sent);
    for (const { id } of found.filter(({ state }) => state === "queued"))
      expect(await pauseOf(id)).toBeLessThanOrEqual(0);
  });
});

test("two senders at once send each message once, and none gets a second outcome", async () => {
  const mail = await mailServer();
  const { rows } = await queued({ accounts: 20, contactsEach: 2, subscribers: 160 });
  await Promise.all([1, 2, 3].map(() => send(pooled(mail.url).send)));
  expect((await rows()).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(Array(200).fill("accepted 1"));
  const ids = mail.letters.flatMap((letter) => headersOf(letter, "Message-ID"));
  expect(ids.toSorted()).toEqual((await rows()).map(({ messageId }) => messageId).toSorted());
});

test("a message that was on its way when its change was withdrawn has arrived all the same; the others are not sent", async () => {
  const { rows, changeId } = await queued({ accounts: 0, contactsEach: 0, subscribers: 3 });
  const transport: Transport = async () => {
    await bench.withdraw(changeId).catch(() => {});
    return { state: "sent", response: "250 taken" };
  };
  await send(transport, { rules: rules({ batch: 1, connections: 1 }) });
  const states = (await rows()).map(({ state, attempts }) => `${state} ${attempts}`);
  expect(states.toSorted()).toEqual(["accepted 1", "cancelled 0", "cancelled 0"]);
});

test("a notice of another publisher on the same database is not this one's to send", async () => {
  const mail = await mailServer();
  const { row } = await queued(subscriber);
  await send(pooled(mail.url).send, { publisher: "somebody-else" });
  expect(await row()).toMatchObject({ state: "queued", attempts: 0 });
  expect(mail.letters).toEqual([]);
});

describe("the list of subscribers", () => {
  async function approved(texts = ["en", "nb"]) {
    const changeId = await bench.propose();
    await bench.approve(changeId);
    const noticeId = await bench.notice(changeId);
    await addTexts(noticeId, texts);
    const listed = async (id = noticeId) =>
      (await database().delivery.findMany({ where: { noticeId: id } })).map(({ subscriptionId }) => subscriptionId);
    const closed = async (id = noticeId) =>
      (await database().notice.findUniqueOrThrow({ where: { id } })).listedAt !== null;
    return { changeId, noticeId, listed, closed };
  }
  const addTexts = (noticeId: string, texts: readonly string[]) =>
    database().noticeText.createMany({
      data: texts.map((locale) => ({ noticeId, locale, subject: "s", text: "t" })),
      skipDuplicates: true,
    });
  const list = () => listSubscribers(database(), bench.publisher);
  let all: string[];
  // Earlier tests left notices open, and subscribers.
  beforeEach(async () => {
    await list();
    await database().subscription.deleteMany();
    all = [];
  });
  const subscribe = async (count: number) => all.push(...(await makeSubscribers(bench.publisher, count)));

  test("holds each of them once, page after page, and is then closed", async () => {
    const { listed, closed } = await approved();
    await subscribe(1203);
    await list();
    expect((await listed()).toSorted()).toEqual(all.toSorted());
    expect(await closed()).toBe(true);
    await subscribe(2);
    await list();
    expect(await listed()).toHaveLength(1203);
  });

  test("holds nobody who did not confirm, chose other topics or subscribed to another publisher", async () => {
    const { listed } = await approved();
    await subscribe(3);
    const [first = "", second = ""] = all;
    await makeSubscribers("somebody-else", 2);
    await database().subscription.update({ where: { id: first }, data: { topics: ["reports"] } });
    await asOwner(`ALTER TABLE "Subscription" DISABLE TRIGGER subscription_guard`);
    await asOwner(`UPDATE "Subscription" SET "confirmedAt" = NULL, "expiresAt" = now() WHERE id = $1`, [second]);
    await asOwner(`ALTER TABLE "Subscription" ENABLE TRIGGER subscription_guard`);
    await list();
    expect(await listed()).toEqual(all.slice(2));
  });

  test("waits until the text is there in every language", async () => {
    const { listed, closed, noticeId } = await approved(["en"]);
    await subscribe(3);
    await list();
    expect([await listed(), await closed()]).toEqual([[], false]);
    await addTexts(noticeId, ["nb"]);
    await list();
    expect(await listed()).toHaveLength(3);
  });

  test("goes on after a crash, and tells nobody twice", async () => {
    const { listed, closed, noticeId } = await approved();
    await subscribe(1100);
    await queueTo(noticeId, all.toSorted().slice(0, 500));
    expect(await closed()).toBe(false);
    await list();
    expect((await listed()).toSorted()).toEqual(all.toSorted());
  });

  test("is written once where two servers do it at the same moment", async () => {
    const { listed, closed } = await approved();
    await subscribe(1100);
    // The slower one may find the list closed; its job is tried again.
    await Promise.allSettled([list(), list()]);
    await list();
    expect((await listed()).toSorted()).toEqual(all.toSorted());
    expect(await closed()).toBe(true);
  });

  test("of a withdrawal holds those who may have been told of the change, and nobody else", async () => {
    const { changeId, listed, noticeId } = await approved();
    await subscribe(9);
    await list();
    const told = (await leaseDue(database(), bench.publisher, 4, minutes)).map(({ subscriptionId }) => subscriptionId);
    await bench.withdraw(changeId);
    const withdrawal = await bench.notice(changeId, "withdrawal");
    await addTexts(withdrawal, ["en", "nb"]);
    await subscribe(5);
    await list();
    expect((await listed(withdrawal)).toSorted()).toEqual(told.toSorted());
    expect(await listed(noticeId)).toHaveLength(9);
  });

  test("of a change that was withdrawn before is closed without anybody", async () => {
    const { changeId, listed, closed } = await approved();
    await subscribe(4);
    await bench.withdraw(changeId);
    await list();
    expect([await listed(), await closed()]).toEqual([[], true]);
  });
});
