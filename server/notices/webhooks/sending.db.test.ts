/** From the event to the receiver: a real HTTPS server, the database's own trigger and clock, and two senders at once. */
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { contactViewerOf, makeAccount, makeContact, makeWebhook, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { mailsTo } from "@/server/access/testing/run-jobs";
import { openDetails } from "@/server/audit/events";
import { eraseDataKey } from "@/server/keys/data-keys";
import { pauseWebhook, removeWebhook, resumeWebhook, rotateWebhookSecret } from "@/server/notices/webhooks/commands";
import { sendDueWebhooks } from "@/server/notices/webhooks/deliver";
import { webhookEvents } from "@/server/notices/webhooks/event-types";
import { leaseNext } from "@/server/notices/webhooks/lease";
import { listWebhookDeliveries } from "@/server/notices/webhooks/queries";
import { recordWebhookEvent } from "@/server/notices/webhooks/record-event";
import { replayDelivery, testWebhook } from "@/server/notices/webhooks/replay";
import { mostAttempts } from "@/server/notices/webhooks/retries";
import { type Receiver, startReceiver } from "@/server/notices/webhooks/testing/receiver";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

let receiver: Receiver;
let bench: ClockBench;
beforeAll(async () => {
  receiver = await startReceiver();
  bench = await ClockBench.start(await useOwnDatabase());
});
afterAll(async () => {
  await bench.stop();
  await receiver.stop();
});
afterEach(async () => {
  receiver.received.splice(0);
  receiver.behave((_request, response) => response.writeHead(204).end());
  await database().webhookEndpoint.deleteMany();
});

const parts = () => ({
  database: database(),
  network: receiver.network,
  publisherName: async () => "Test Publisher",
  limits: { timeout: 5000 },
});
const send = () => sendDueWebhooks(parts());
const answer = (status: number) => receiver.behave((_request, response) => response.writeHead(status).end());

const Payload = z.object({ type: z.string(), timestamp: z.iso.datetime(), data: z.record(z.string(), z.unknown()) });
const payloads = () => receiver.received.map(({ body }) => Payload.parse(JSON.parse(body)));

/** An account with an admin and an endpoint at the receiver, at a path of its own. */
async function customer(given: { events?: (typeof webhookEvents)[number][] } = {}) {
  const account = await makeAccount();
  bench.accounts.push(account.id);
  const admin = await makeContact(["admin"], { accountId: account.id });
  const viewer = await contactViewerOf(admin.personId);
  const path = `/${randomWord()}`;
  const { id, secret } = await makeWebhook(viewer, receiver.network, { address: receiver.address(path), ...given });
  return { account, admin, viewer, id, secret, path };
}
type Customer = Awaited<ReturnType<typeof customer>>;

const record = (to: Parameters<typeof recordWebhookEvent>[1]["to"], data = {}, subjectId = newId()) =>
  database().$transaction((transaction) =>
    recordWebhookEvent(transaction, { to, type: "subprocessor-change.effective", subjectId, data }),
  );
/** An event with its facts in the row, for what no change of the register stands behind. */
async function recordFor({ account, id }: Customer, count = 1): Promise<void> {
  for (let turn = 0; turn < count; turn++) await record({ accountId: account.id });
  await database().webhookDelivery.updateMany({ where: { endpointId: id }, data: { type: "incident.notice" } });
}
const endpoint = (id: string) => database().webhookEndpoint.findUniqueOrThrow({ where: { id } });
const delivery = async (endpointId: string) => {
  const [row, ...rest] = await database().webhookDelivery.findMany({ where: { endpointId } });
  if (row === undefined || rest.length > 0) throw new Error("not one delivery");
  return row;
};
/** Makes what waits due at once. */
const hurry = (endpointId: string) =>
  database().webhookDelivery.updateMany({ where: { endpointId }, data: { nextAttemptAt: new Date(0) } });

describe("a sub-processor change", () => {
  test("tells every account that wants it when it is noticed, effective or withdrawn, and nothing earlier", async () => {
    const [all, some, none] = [
      await customer(),
      await customer({ events: ["subprocessor-change.withdrawn"] }),
      await customer(),
    ];
    await database().account.update({ where: { id: none.account.id }, data: { closedAt: now() } });
    bench.accounts.splice(bench.accounts.indexOf(none.account.id), 1);
    const draft = await bench.propose();
    await bench.withdraw(draft);
    const approved = await bench.propose();
    await bench.approve(approved);
    await bench.withdraw(approved);
    expect(await database().webhookDelivery.count()).toBe(0);

    const change = await bench.noticed();
    await send();
    expect(receiver.received.map(({ url }) => url)).toEqual([all.path]);
    expect(payloads()[0]).toEqual({
      type: "subprocessor-change.noticed",
      timestamp: expect.any(String),
      data: {
        ...{ id: change, kind: "addition", state: "noticed", subProcessor: "Newcomer Inc." },
        noticedAt: expect.any(String),
        effectiveAt: (await bench.effectiveAt(change))?.toISOString(),
        url: expect.stringContaining(`/subprocessors/changes/${change}`),
      },
    });
    await bench.withdraw(change);
    await send();
    expect(
      receiver.received
        .map(({ url }) => url)
        .slice(1)
        .toSorted(),
    ).toEqual([all.path, some.path].toSorted());
    expect(payloads().at(-1)).toMatchObject({ type: "subprocessor-change.withdrawn", data: { state: "withdrawn" } });
  });

  test("that is rolled back tells nobody", async () => {
    const { id } = await customer();
    await bench.run("BEGIN");
    await bench.noticed();
    await bench.run("ROLLBACK");
    expect(await database().webhookDelivery.count({ where: { endpointId: id } })).toBe(0);
  });

  test("writes no kind of event that an endpoint cannot choose", async () => {
    const { id } = await customer();
    await bench.withdraw(await bench.noticed());
    const rows = await database().webhookDelivery.findMany({ where: { endpointId: id } });
    expect(rows.map(({ type }) => type)).toSatisfy(
      (types: string[]) => types.length === 2 && types.every((type) => webhookEvents.some((each) => each === type)),
    );
  });
});

describe("an event of one account", () => {
  test("goes to its endpoints alone, signed so that the specification's library takes it", async () => {
    const [mine, theirs] = [await customer(), await customer()];
    await recordFor(mine);
    await send();
    const [got, ...others] = receiver.received;
    expect(others).toEqual([]);
    expect(got?.url).toBe(mine.path);
    const headers = z
      .record(z.string(), z.string())
      .parse(Object.fromEntries(Object.entries(got?.headers ?? {}).filter(([name]) => name.startsWith("webhook-"))));
    expect(headers["webhook-id"]).toBe(`msg_${(await delivery(mine.id)).id}`);
    expect(() => new Webhook(mine.secret).verify(got?.body ?? "", headers)).not.toThrow();
    expect(() => new Webhook(theirs.secret).verify(got?.body ?? "", headers)).toThrow();
    const second = await rotateWebhookSecret(database(), mine.viewer, { endpointId: mine.id }, now());
    await replayDelivery(database(), mine.viewer, { deliveryId: (await delivery(mine.id)).id }, now());
    await send();
    const again = receiver.received[1];
    expect(again?.headers["webhook-id"]).toBe(headers["webhook-id"]);
    expect(again?.body).toBe(got?.body);
    expect(String(again?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    const both = { ...headers, "webhook-signature": String(again?.headers["webhook-signature"]) };
    const stamped = { ...both, "webhook-timestamp": String(again?.headers["webhook-timestamp"]) };
    for (const secret of [mine.secret, second])
      expect(() => new Webhook(secret).verify(got?.body ?? "", stamped)).not.toThrow();
  });

  test("never goes to all where the account is not named", async () => {
    await customer();
    await database()
      .$queryRaw`SELECT 1 AS done FROM record_webhook_event(false, NULL, 'subprocessor-change.noticed', ${newId()}::uuid, '{}')`;
    expect(await database().webhookDelivery.count()).toBe(0);
  });

  test("is sent if and only if what causes it is committed, with what was given and nothing else", async () => {
    const mine = await customer();
    await expect(
      database().$transaction(async (transaction) => {
        await recordWebhookEvent(transaction, {
          ...{ to: { accountId: mine.account.id }, type: "subprocessor-change.noticed", subjectId: newId(), data: {} },
        });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow();
    const subjectId = newId();
    await record({ accountId: mine.account.id }, { state: "mitigation-proposed" }, subjectId);
    await database().webhookDelivery.updateMany({ data: { type: "objection.updated" } });
    await send();
    expect(payloads()).toEqual([
      {
        type: "objection.updated",
        timestamp: expect.any(String),
        data: { id: subjectId, state: "mitigation-proposed" },
      },
    ]);
  });
});

describe("what comes of an attempt", () => {
  test("success is told with status and duration, and is not repeated", async () => {
    const { id, viewer } = await customer();
    await testWebhook(database(), viewer, { endpointId: id }, now());
    await send();
    await send();
    expect(receiver.received).toHaveLength(1);
    const { deliveries } = await listWebhookDeliveries(viewer, id);
    expect(deliveries).toMatchObject([
      { type: "webhook.test", state: "delivered", attempts: 1, responseStatus: 204, failure: null },
    ]);
    expect(deliveries[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  test("failures are tried again at growing pauses, the same id each time, and success ends them", async () => {
    const mine = await customer();
    answer(503);
    await recordFor(mine);
    await send();
    const first = await delivery(mine.id);
    expect(first).toMatchObject({
      state: "queued",
      attempts: 1,
      failure: "status",
      responseStatus: 503,
      leasedUntil: null,
    });
    const pause = first.nextAttemptAt.getTime() - (first.lastAttemptAt?.getTime() ?? 0);
    expect(pause).toBeGreaterThanOrEqual(5000);
    expect(pause).toBeLessThan(8000);
    await send();
    expect(receiver.received).toHaveLength(1);
    await hurry(mine.id);
    await send();
    answer(200);
    await hurry(mine.id);
    await send();
    expect(await delivery(mine.id)).toMatchObject({
      state: "delivered",
      attempts: 3,
      failure: null,
      responseStatus: 200,
    });
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await endpoint(mine.id)).failingSince).toBeNull();
  });

  test("an endpoint that takes nothing for long is switched off, and its admins alone are told", async () => {
    const mine = await customer();
    const reviewer = await makeContact(["reviewer", "privacy"], { accountId: mine.account.id });
    answer(500);
    await recordFor(mine);
    for (let turn = 1; turn < mostAttempts; turn++) {
      await hurry(mine.id);
      await send();
    }
    expect(await endpoint(mine.id)).toMatchObject({ state: "live", failingSince: expect.any(Date) });
    await database()
      .$executeRaw`UPDATE "WebhookEndpoint" SET "failingSince" = "failingSince" - interval '25 hours' WHERE id = ${mine.id}::uuid`;
    await hurry(mine.id);
    await send();
    expect(await delivery(mine.id)).toMatchObject({ state: "failed", attempts: mostAttempts });
    expect(await endpoint(mine.id)).toMatchObject({ state: "disabled", stop: "failing" });
    const [mail, ...more] = await mailsTo(mine.admin.email);
    expect(more).toEqual([]);
    expect(mail?.kind).toBe("webhook-stopped");
    expect(mail?.text).toContain(`/portal/webhooks/${mine.id}`);
    expect(mail?.text).not.toContain(mine.path);
    expect(await mailsTo(reviewer.email)).toEqual([]);
    const event = await database().auditEvent.findFirstOrThrow({
      where: { kind: "webhook.disabled", subjectId: mine.id },
    });
    expect(await openDetails(database(), event)).toMatchObject({ reason: "failing" });
    expect(event.actorId).toBeNull();
  });

  test("one delivery that runs out while others arrive leaves the endpoint on", async () => {
    const mine = await customer();
    answer(500);
    await recordFor(mine);
    await database().webhookDelivery.updateMany({
      where: { endpointId: mine.id },
      data: { attempts: mostAttempts - 1 },
    });
    await send();
    expect(await delivery(mine.id)).toMatchObject({ state: "failed" });
    expect(await endpoint(mine.id)).toMatchObject({ state: "live" });
  });

  test("410 switches it off at once, what waits stays, and resuming sends it", async () => {
    const mine = await customer();
    answer(410);
    await recordFor(mine);
    await send();
    expect(await delivery(mine.id)).toMatchObject({ state: "failed", failure: "gone" });
    expect(await endpoint(mine.id)).toMatchObject({ state: "disabled", stop: "gone" });
    expect((await mailsTo(mine.admin.email))[0]?.text).toContain("410 Gone");
    await record({ accountId: mine.account.id });
    await database().webhookDelivery.updateMany({ where: { state: "queued" }, data: { type: "incident.notice" } });
    answer(204);
    await send();
    expect(receiver.received).toHaveLength(1);
    await testWebhook(database(), mine.viewer, { endpointId: mine.id }, now());
    await send();
    expect(payloads().map(({ type }) => type)).toEqual(["incident.notice", "webhook.test"]);
    await resumeWebhook(database(), mine.viewer, { endpointId: mine.id });
    await send();
    expect(payloads().map(({ type }) => type)).toEqual(["incident.notice", "webhook.test", "incident.notice"]);
  });

  test("a test is tried once and switches nothing off by failing", async () => {
    const mine = await customer();
    answer(500);
    await testWebhook(database(), mine.viewer, { endpointId: mine.id }, now());
    await send();
    expect(await delivery(mine.id)).toMatchObject({ state: "failed", attempts: 1, responseStatus: 500 });
    expect(await endpoint(mine.id)).toMatchObject({ state: "live", failingSince: null });
  });

  test("a name that has come to lead to a private network gets nothing", async () => {
    const mine = await customer();
    await recordFor(mine);
    const network = { ...receiver.network, resolve: async () => [{ address: "10.0.0.1", family: 4 }] };
    await sendDueWebhooks({ ...parts(), network });
    expect(receiver.received).toEqual([]);
    expect(await delivery(mine.id)).toMatchObject({
      state: "queued",
      failure: "private_address",
      responseStatus: null,
    });
  });

  test("nothing is sent for an account that was closed or erased, or an endpoint that is paused", async () => {
    const [closed, erased, paused] = [await customer(), await customer(), await customer()];
    for (const each of [closed, erased, paused]) await recordFor(each);
    await database().account.update({ where: { id: closed.account.id }, data: { closedAt: now() } });
    bench.accounts.splice(bench.accounts.indexOf(closed.account.id), 1);
    const { dataKeyId } = await database().account.findUniqueOrThrow({ where: { id: erased.account.id } });
    await eraseDataKey(database(), dataKeyId, now());
    await pauseWebhook(database(), paused.viewer, { endpointId: paused.id });
    await send();
    expect(receiver.received).toEqual([]);
    expect(await delivery(closed.id)).toMatchObject({ state: "queued", attempts: 0 });
    expect(await delivery(erased.id)).toMatchObject({ state: "failed", failure: "erased" });
    expect(await delivery(paused.id)).toMatchObject({ state: "queued", attempts: 0 });
    await resumeWebhook(database(), paused.viewer, { endpointId: paused.id });
    await send();
    expect(receiver.received.map(({ url }) => url)).toEqual([paused.path]);
  });
});

describe("several servers", () => {
  test("share the work: each delivery is sent once between them", async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => customer()));
    for (const each of all) await recordFor(each, 5);
    await Promise.all([send(), send(), send()]);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  test("a lease keeps others away until it expires, and its late outcome then counts for nothing", async () => {
    const mine = await customer();
    await recordFor(mine);
    expect(await leaseNext(database())).toMatchObject({ attempts: 1 });
    expect(await leaseNext(database())).toBeNull();
    // The process that held it is gone.
    await database().webhookDelivery.updateMany({ data: { leasedUntil: new Date(0) } });
    let release = () => {};
    const held = new Promise<void>((done) => {
      receiver.behave((_request, response) => {
        release = () => void response.writeHead(500).end();
        done();
      });
    });
    const slow = send();
    await held;
    // Slower than its lease: another server takes over, and arrives.
    await database().webhookDelivery.updateMany({ data: { leasedUntil: new Date(0) } });
    answer(204);
    await send();
    release();
    await slow;
    expect(await delivery(mine.id)).toMatchObject({ state: "delivered", attempts: 3, responseStatus: 204 });
  });

  test("one slow endpoint holds up nobody else", async () => {
    const [slow, quick] = [await customer(), await customer()];
    await recordFor(slow, 4);
    await recordFor(quick, 3);
    let [together, most] = [0, 0];
    receiver.behave((request, response) => {
      if (request.url !== slow.path) return void response.writeHead(204).end();
      together += 1;
      most = Math.max(most, together);
      response.on("close", () => {
        together -= 1;
      });
      setTimeout(() => response.writeHead(204).end(), 300);
    });
    await send();
    expect(most).toBe(1);
    const place = receiver.received.findLastIndex(({ url }) => url === quick.path);
    expect(receiver.received.slice(0, place).filter(({ url }) => url === slow.path).length).toBeLessThan(4);
    expect(receiver.received).toHaveLength(7);
  });

  test("an endpoint that is removed while it is being called leaves no trace", async () => {
    const mine = await customer();
    await recordFor(mine);
    receiver.behave(async (_request, response) => {
      await removeWebhook(database(), mine.viewer, { endpointId: mine.id });
      response.writeHead(500).end();
    });
    await send();
    expect(await database().webhookDelivery.count()).toBe(0);
  });
});
