/** Delivery reports as a mail server posts them, and as everybody else does. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeContact, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { loadPack } from "@/server/content/load-pack";
import { answerBounces, bouncesPath } from "@/server/http/bounce-route";
import { newDataKey } from "@/server/keys/data-keys";
import { recordLateBounce } from "@/server/notices/bounces/record-bounce";
import { prepareNotices } from "@/server/notices/preparation/prepare";
import { sealSubscriber, subscriberIndex, tokenHashOf } from "@/server/notices/subscriptions/sealed-subscription";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

const token = "t".repeat(40);
let bench: ClockBench;
let server: Server;
let origin: string;
let change: string;
beforeAll(async () => {
  process.env.MAIL_BOUNCE_TOKEN = token;
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  server = createServer((request, response) => void answerBounces(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
  change = await bench.propose();
  await bench.approve(change);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await bench.stop();
});

const sample = readFileSync(join(process.cwd(), "server/notices/bounces/testing/postfix.eml"), "utf8");
const sampleId = "<1b671a64-40d5-491e-99b0-da01ff1f3341@trust.publisher.example>";
const reportOf = ({ messageId, to }: { messageId: string; to: string }, text = sample) =>
  text.replaceAll(sampleId, messageId).replaceAll(/privacy@customer\.example/gi, to);

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  method = "POST",
) {
  const sent = { Authorization: `Bearer ${token}`, "Content-Type": "message/rfc822", ...headers };
  const answer = await fetch(`${origin}${bouncesPath}`, {
    method,
    headers: sent,
    ...(method === "POST" ? { body } : {}),
  });
  return { status: answer.status, text: await answer.text() };
}

/** A message to an account that the mail server took. */
async function accepted(settled = "accepted") {
  const { accountId, email } = await makeContact(["privacy"]);
  await prepareNotices(database(), { ...(await loadPack("content", "alai")), name: bench.publisher });
  const row = await database().delivery.findFirstOrThrow({ where: { accountId } });
  await bench.run(
    `UPDATE "Delivery" SET "serverResponse" = '250 ok', attempts = 1, state = $2::"DeliveryState" WHERE id = $1`,
    ...[row.id, settled],
  );
  return { id: row.id, accountId, messageId: row.messageId, to: email };
}
const rowOf = (id: string) => database().delivery.findUniqueOrThrow({ where: { id } });
const bouncesOf = (accountId: string) => database().auditEvent.count({ where: { accountId, kind: "notice.bounced" } });

describe("a report of a message of ours", () => {
  test("takes the notice back, keeps both answers without an address, and counts once", async () => {
    const message = await accepted();
    expect(await post(reportOf(message))).toEqual({ status: 202, text: "Taken.\n" });
    expect(await post(reportOf(message))).toEqual({ status: 202, text: "Taken.\n" });
    const { state, bouncedAt, serverResponse } = await rowOf(message.id);
    expect(state).toBe("bounced");
    expect(bouncedAt).not.toBeNull();
    expect(serverResponse).toMatch(/^250 ok\n5\.1\.1 550 5\.1\.1 \[address\]/);
    expect(serverResponse).not.toContain(message.to);
    expect(await bouncesOf(message.accountId)).toBe(1);
    const { givenAt } = await database().accountNotice.findFirstOrThrow({ where: { accountId: message.accountId } });
    expect(givenAt).toBeNull();
  });

  test("posted twice at once counts once", async () => {
    const message = await accepted();
    const answers = await Promise.all([post(reportOf(message)), post(reportOf(message)), post(reportOf(message))]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await bouncesOf(message.accountId)).toBe(1);
  });

  test.each([
    ["is delayed", (text: string) => text.replace("Action: failed", "Action: delayed")],
    ["is of another recipient", (text: string) => text.replaceAll(/@customer\.example/g, "@elsewhere.example")],
  ])("that %s changes nothing, with the same answer", async (_name, altered) => {
    const message = await accepted();
    const text = altered(reportOf({ ...message, to: message.to }));
    expect(await post(text)).toEqual({ status: 202, text: "Taken.\n" });
    expect((await rowOf(message.id)).state).toBe("accepted");
  });

  test("that comes before the message is marked as sent waits for it", async () => {
    const message = await accepted("queued");
    const bounce = { deliveryId: message.id, answer: "5.1.1", noMailbox: true };
    expect((await post(reportOf(message))).status).toBe(202);
    expect((await rowOf(message.id)).state).toBe("queued");
    const [{ count = 0 } = {}] = await database().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'record-bounce' AND j.payload->>'deliveryId' = ${message.id}`;
    expect(count).toBe(1);
    await expect(recordLateBounce(database(), bounce)).rejects.toThrow("still marked");
    await bench.settle(message.id, "accepted");
    await recordLateBounce(database(), bounce);
    expect((await rowOf(message.id)).state).toBe("bounced");
  });

  test("of a message that was never sent changes nothing", async () => {
    const message = await accepted("failed");
    expect((await post(reportOf(message))).status).toBe(202);
    expect((await rowOf(message.id)).state).toBe("failed");
  });
});

test("a message that is none of ours is answered like one of ours", async () => {
  expect(await post(reportOf({ messageId: `<${newId()}@localhost>`, to: "a@customer.example" }))).toEqual({
    status: 202,
    text: "Taken.\n",
  });
});

describe("a subscriber's message", () => {
  const subscribed = async () => {
    const noticeId = await bench.notice(change);
    const email = `${randomWord()}@reader.example`;
    const key = { id: newId(), dataKeyId: await newDataKey(database(), "subscription") };
    await database().subscription.create({
      data: {
        ...{ ...key, publisher: bench.publisher, topics: ["sub_processors"], locale: "en", confirmedAt: now() },
        emailIndex: await subscriberIndex(email),
        sealed: await sealSubscriber(database(), key, email),
        tokenHash: await tokenHashOf(key.id),
      },
    });
    const row = { id: newId(), noticeId, subscriptionId: key.id, messageId: `<${newId()}@localhost>` };
    await database().delivery.create({ data: row });
    await bench.settle(row.id, "accepted");
    return { ...row, to: email };
  };

  test("to a mailbox that does not exist ends the subscription", async () => {
    const message = await subscribed();
    await post(reportOf(message));
    expect((await rowOf(message.id)).state).toBe("bounced");
    expect(await database().subscription.count({ where: { id: message.subscriptionId } })).toBe(0);
  });

  test("to one that is full does not", async () => {
    const message = await subscribed();
    await post(reportOf(message).replace("Status: 5.1.1", "Status: 5.2.2"));
    expect((await rowOf(message.id)).state).toBe("bounced");
    expect(await database().subscription.count({ where: { id: message.subscriptionId } })).toBe(1);
  });
});

describe("whoever is not the mail server", () => {
  test.each([
    ["no token", { Authorization: "" }],
    ["another token", { Authorization: `Bearer ${"u".repeat(40)}` }],
    ["a longer token", { Authorization: `Bearer ${token}t` }],
    ["another scheme", { Authorization: `Basic ${token}` }],
  ])("with %s is refused, whatever it sends", async (_name, headers) => {
    const message = await accepted();
    expect((await post(reportOf(message), headers)).status).toBe(401);
    expect((await rowOf(message.id)).state).toBe("accepted");
  });
});

describe("what cannot be taken", () => {
  test("is told why", async () => {
    expect((await post("", {}, "GET")).status).toBe(405);
    expect((await post(sample, { "Content-Type": "application/json" })).status).toBe(415);
    expect((await post("I am away.")).status).toBe(400);
    expect((await post("")).status).toBe(400);
    expect((await post(new Uint8Array(2 * 1024 * 1024))).status).toBe(413);
    expect((await post(sample, { "Content-Type": "text/plain; charset=utf-8" })).status).toBe(202);
  });
});
