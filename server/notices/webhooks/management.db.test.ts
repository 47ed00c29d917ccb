/** What an account's people may do with its endpoints, and with nobody else's. */
import { beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeAccount, makeContact, makeWebhook, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { Refusal } from "@/server/access/refusal";
import { openDetails } from "@/server/audit/events";
import { eraseDataKey } from "@/server/keys/data-keys";
import {
  addWebhook,
  changeWebhook,
  mostEndpoints,
  pauseWebhook,
  removeWebhook,
  resumeWebhook,
  rotateWebhookSecret,
} from "@/server/notices/webhooks/commands";
import type { Network } from "@/server/notices/webhooks/network";
import { isPublicAddress } from "@/server/notices/webhooks/public-address";
import { listWebhookDeliveries, listWebhooks, readWebhook } from "@/server/notices/webhooks/queries";
import { replayDelivery, replayFailed, testWebhook } from "@/server/notices/webhooks/replay";
import { forgetOldWebhooks } from "@/server/notices/webhooks/retention";
import { addInput, changeInput, replayInput } from "@/server/notices/webhooks/schema";
import { openSecrets } from "@/server/notices/webhooks/sealed-endpoint";
import { days, hours, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { wordsIn } from "@/server/words/words";

beforeAll(() => useOwnDatabase());

const leadsTo = (...addresses: string[]): Network => ({
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  allows: isPublicAddress,
});
const elsewhere = leadsTo("1.1.1.1");
const nowhere: Network = {
  resolve: async () => {
    throw new Error("no such name");
  },
  allows: isPublicAddress,
};

async function manager(accountId?: string) {
  const { personId } = await makeContact(["admin"], { accountId });
  return contactViewerOf(personId);
}
type Manager = Awaited<ReturnType<typeof manager>>;

const words = wordsIn("en");
const newAddress = () => `https://${randomWord()}.customer.example/hook`;
const add = (viewer: Manager, address: string, network = elsewhere) => {
  const input = addInput(words).parse({ address, description: "Ticket system", events: "subprocessor-change.noticed" });
  return addWebhook(database(), network, viewer, { ...input, locale: "en" }, now());
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error: unknown) => {
      if (error instanceof Refusal) return `${error.field ?? "form"}: ${error.message}`;
      throw error;
    },
  );
const only = async (viewer: Manager) => {
  const [view, ...rest] = await listWebhooks(viewer, now());
  if (view === undefined || rest.length > 0) throw new Error("not one endpoint");
  return view;
};
const secretsOf = async (id: string, at = now()) => {
  const row = await database().webhookEndpoint.findUniqueOrThrow({ where: { id }, include: { account: true } });
  return openSecrets(database(), row.account.dataKeyId, row, at);
};
const details = async (kind: string, subjectId: string) => {
  const event = await database().auditEvent.findFirst({ where: { kind, subjectId } });
  return event && openDetails(database(), event);
};

describe("adding an endpoint", () => {
  test("keeps address, description and secret encrypted, shows the secret once, and is told in the log", async () => {
    const viewer = await manager();
    const address = newAddress();
    const { id, secret, found } = await add(viewer, address);
    expect(found).toBe(true);
    expect(secret).toMatch(/^whsec_/);
    const view = await only(viewer);
    expect(view).toMatchObject({ id, address, description: "Ticket system", state: "live", waiting: 0 });
    expect(view.events).toEqual(["subprocessor-change.noticed"]);
    expect(JSON.stringify(view)).not.toContain(secret);
    expect(await secretsOf(id)).toEqual([secret]);
    const host = new URL(address).host;
    const row = await database().webhookEndpoint.findUniqueOrThrow({ where: { id } });
    const stored = JSON.stringify({ ...row, sealed: "", sealedSecret: "" });
    const sealed = Buffer.concat([row.sealed, row.sealedSecret]);
    for (const hidden of [host, "Ticket", secret, secret.slice(6)]) {
      expect(stored).not.toContain(hidden);
      expect(sealed.includes(hidden)).toBe(false);
    }
    expect(await details("webhook.added", id)).toEqual({ email: viewer.email, host });
  });

  test.each([
    ["http://hooks.customer.example/", "has to start with https://"],
    ["https://localhost/", "private network"],
    ["https://127.0.0.1/", "server’s name instead of its number"],
    ["https://0x7f000001/", "server’s name instead of its number"],
    ["https://[fd00::1]/", "server’s name instead of its number"],
    ["https://a@hooks.customer.example/", "user name or a password"],
    ["https://hooks.customer.example:25/", "Leave the port out"],
    ["https://hooks.customer.example./", "no address"],
    ["hooks.customer.example", "no address"],
  ])("%s is refused with a sentence", async (address, sentence) => {
    const viewer = await manager();
    const parsed = addInput(words).safeParse({ address, description: "", events: [] });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(["address", "description", "events"]);
    expect(parsed.error?.issues[0]?.message).toContain(sentence);
    // Whatever a form let through.
    const input = {
      address,
      description: "d",
      events: ["subprocessor-change.noticed" as const],
      locale: "en" as const,
    };
    const said = await refusal(addWebhook(database(), elsewhere, viewer, input, now()));
    expect(said).toMatch(/^address: /);
    expect(said).toContain(sentence);
    expect(await listWebhooks(viewer, now())).toEqual([]);
  });

  test.each([
    ["127.0.0.1"],
    ["10.0.0.7"],
    ["169.254.169.254"],
    ["::1"],
    ["fd00::1"],
    ["::ffff:192.168.0.1"],
    ["64:ff9b::a00:1"],
    ["1.1.1.1", "192.168.0.1"],
  ])("a name that leads to %s is refused", async (...addresses) => {
    const viewer = await manager();
    expect(await refusal(add(viewer, newAddress(), leadsTo(...addresses)))).toMatch(/^address: .*private network/);
  });

  test("a name that leads nowhere yet is kept, and the person is told", async () => {
    expect(await add(await manager(), newAddress(), nowhere)).toMatchObject({ found: false });
  });

  test("the same address twice, even at once, is one endpoint", async () => {
    const viewer = await manager();
    const address = newAddress();
    const said = await Promise.all([add(viewer, address), add(viewer, `${address}#x`)].map(refusal));
    expect(said.filter((each) => each.includes("already"))).toHaveLength(1);
    await only(viewer);
    // For another account it is none of this one's business that the address is in use.
    expect(await refusal(add(await manager(), address))).toBe("nothing was refused");
  });

  test("ends at a number that no customer needs", async () => {
    const viewer = await manager();
    for (let made = 0; made < mostEndpoints; made++) await makeWebhook(viewer, elsewhere);
    expect(await refusal(add(viewer, newAddress()))).toMatch(`at most ${mostEndpoints}`);
  });

  test("too many in an hour is refused before any name server is asked", async () => {
    const viewer = await manager();
    for (let turn = 0; turn < 60; turn++) await refusal(add(viewer, newAddress(), leadsTo("10.0.0.1")));
    let asked = 0;
    const counting: Network = {
      ...elsewhere,
      resolve: async () => {
        asked += 1;
        return [];
      },
    };
    expect(await refusal(add(viewer, newAddress(), counting))).toMatch(/^form: Too many .* Try again after/);
    expect(asked).toBe(0);
  });

  test("an empty form says what is missing, and an event that there is not is refused", () => {
    const parsed = addInput(words).safeParse({
      address: " ",
      description: "",
      events: ["subprocessor-change.drafted"],
    });
    expect(parsed.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
      ["address", "Enter the address."],
      ["description", "Enter a description."],
      ["events", "Choose at least one event."],
    ]);
  });
});

describe("an endpoint", () => {
  test("gets another description and other events, in another alphabet too", async () => {
    const viewer = await manager();
    const { id } = await makeWebhook(viewer, elsewhere);
    const { address } = await only(viewer);
    const input = changeInput(words).parse({
      endpointId: id,
      description: "霍珀 Ωμέγα",
      events: "subprocessor-change.effective",
    });
    await changeWebhook(database(), viewer, input);
    expect(await only(viewer)).toMatchObject({
      address,
      description: "霍珀 Ωμέγα",
      events: ["subprocessor-change.effective"],
    });
    expect(await details("webhook.changed", id)).toMatchObject({ change: "events" });
  });

  test("gets a new secret, and the one before signs beside it for a day", async () => {
    const viewer = await manager();
    const { id, secret } = await makeWebhook(viewer, elsewhere);
    const rotated = now();
    const second = await rotateWebhookSecret(database(), viewer, { endpointId: id }, rotated);
    expect(await secretsOf(id, later(rotated, 24 * hours - 1000))).toEqual([second, secret]);
    expect(await secretsOf(id, later(rotated, 24 * hours))).toEqual([second]);
    const third = await rotateWebhookSecret(database(), viewer, { endpointId: id }, rotated);
    expect(await secretsOf(id)).toEqual([third, second]);
    expect((await only(viewer)).earlierSecretUntil).toEqual(later(rotated, 24 * hours));
    expect(await readWebhook(viewer, id, later(rotated, 25 * hours))).toMatchObject({ earlierSecretUntil: null });
    expect(await details("webhook.rotated", id)).toMatchObject({ email: viewer.email });
  });

  test("is paused and resumed, each once however often it is asked for", async () => {
    const viewer = await manager();
    const { id } = await makeWebhook(viewer, elsewhere);
    for (let turn = 0; turn < 2; turn++) await pauseWebhook(database(), viewer, { endpointId: id });
    expect((await only(viewer)).state).toBe("paused");
    for (let turn = 0; turn < 2; turn++) await resumeWebhook(database(), viewer, { endpointId: id });
    expect((await only(viewer)).state).toBe("live");
    expect(await database().auditEvent.count({ where: { kind: "webhook.changed", subjectId: id } })).toBe(2);
  });

  test("is removed with its log, and the audit log keeps that it was there", async () => {
    const viewer = await manager();
    const { id } = await makeWebhook(viewer, elsewhere);
    await testWebhook(database(), viewer, { endpointId: id }, now());
    await removeWebhook(database(), viewer, { endpointId: id });
    expect(await listWebhooks(viewer, now())).toEqual([]);
    expect(await database().webhookDelivery.count({ where: { endpointId: id } })).toBe(0);
    expect(await details("webhook.removed", id)).toMatchObject({ host: expect.stringContaining(".customer.example") });
    expect(await refusal(removeWebhook(database(), viewer, { endpointId: id }))).toMatch("not there any more");
  });
});

describe("another account", () => {
  test("finds nothing, changes nothing and sends nothing of it", async () => {
    const [mine, theirs] = [await manager(), await manager()];
    const { id } = await makeWebhook(mine, elsewhere);
    await testWebhook(database(), mine, { endpointId: id }, now());
    await database().webhookDelivery.updateMany({ where: { endpointId: id }, data: { state: "failed" } });
    const before = await database().webhookEndpoint.findUniqueOrThrow({ where: { id }, include: { deliveries: true } });
    const [delivery] = before.deliveries;
    expect(await readWebhook(theirs, id, now())).toBeNull();
    expect(await readWebhook(theirs, newId(), now())).toBeNull();
    expect(await readWebhook(theirs, "not-an-id", now())).toBeNull();
    expect(await listWebhooks(theirs, now())).toEqual([]);
    expect(await listWebhookDeliveries(theirs, id)).toEqual({ deliveries: [], next: null });
    const change = changeInput(words).parse({
      endpointId: id,
      description: "x",
      events: "subprocessor-change.noticed",
    });
    for (const attempt of [
      () => changeWebhook(database(), theirs, change),
      () => rotateWebhookSecret(database(), theirs, { endpointId: id }, now()),
      () => pauseWebhook(database(), theirs, { endpointId: id }),
      () => resumeWebhook(database(), theirs, { endpointId: id }),
      () => removeWebhook(database(), theirs, { endpointId: id }),
      () => testWebhook(database(), theirs, { endpointId: id }, now()),
    ])
      expect(await refusal(attempt())).toMatch("not there any more");
    expect(await refusal(replayDelivery(database(), theirs, { deliveryId: delivery?.id ?? "" }, now()))).toMatch(
      "Reload",
    );
    expect(await replayFailed(database(), theirs, { endpointId: id, since: new Date(0) }, now())).toBe(0);
    expect(
      await database().webhookEndpoint.findUniqueOrThrow({ where: { id }, include: { deliveries: true } }),
    ).toEqual(before);
  });

  test("of a colleague is the same account: a privacy contact sees what an admin added", async () => {
    const account = await makeAccount();
    const { id } = await makeWebhook(await manager(account.id), elsewhere);
    const { personId } = await makeContact(["privacy"], { accountId: account.id });
    expect(await readWebhook(await contactViewerOf(personId), id, now())).toMatchObject({ id });
  });
});

describe("sending again", () => {
  async function withLog(count: number) {
    const viewer = await manager();
    const { id } = await makeWebhook(viewer, elsewhere);
    const made = await database().webhookDelivery.createManyAndReturn({
      data: Array.from({ length: count }, (_, index) => ({
        ...{ endpointId: id, type: "subprocessor-change.noticed", subjectId: newId(), data: {}, attempts: 8 },
        ...({ state: "failed", failure: "timeout", createdAt: later(now(), -index * hours) } as const),
      })),
    });
    return { viewer, id, made };
  }

  test("keeps the id, begins the pauses anew, and is refused while it is under way", async () => {
    const { viewer, id, made } = await withLog(1);
    const deliveryId = made[0]?.id ?? "";
    expect(await replayDelivery(database(), viewer, { deliveryId }, now())).toBe(id);
    expect(await database().webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId } })).toMatchObject({
      ...{ state: "queued", attempts: 8, attemptsBefore: 8 },
    });
    expect(await refusal(replayDelivery(database(), viewer, { deliveryId }, now()))).toMatch("under way");
  });

  test("of all that failed since a time leaves what is older, what arrived and what was a test", async () => {
    const { viewer, id, made } = await withLog(6);
    await database().webhookDelivery.update({ where: { id: made[1]?.id ?? "" }, data: { state: "delivered" } });
    await database().webhookDelivery.update({ where: { id: made[2]?.id ?? "" }, data: { type: "webhook.test" } });
    const since = later(now(), -3.5 * hours);
    const input = replayInput(words).parse({ endpointId: id, since: since.toISOString().slice(0, 16) });
    expect(await replayFailed(database(), viewer, input, now())).toBe(2);
    expect((await only(viewer)).waiting).toBe(2);
  });

  test.each(["", "yesterday", "2026-13-40T08:00", "2026-11-29", "2026-11-29T25:00"])(
    "a time like %j is asked for again",
    (since) => {
      const parsed = replayInput(words).safeParse({ endpointId: newId(), since });
      expect(parsed.error?.issues[0]?.message).toBe("Enter a date and a time, like 2026-11-29T08:30.");
    },
  );

  test("the log is turned page by page and skips nothing", async () => {
    const { viewer, id, made } = await withLog(60);
    const seen: string[] = [];
    for (let before: string | undefined; ; ) {
      const { deliveries, next } = await listWebhookDeliveries(viewer, id, before);
      seen.push(...deliveries.map((each) => each.id));
      if (next === null) break;
      before = next;
    }
    expect(seen).toEqual(made.map((each) => each.id));
    expect((await listWebhookDeliveries(viewer, id, "not-a-cursor")).deliveries).toHaveLength(25);
  });

  test("too often in an hour is refused", async () => {
    const viewer = await manager();
    const { id } = await makeWebhook(viewer, elsewhere);
    for (let turn = 0; turn < 60; turn++) await testWebhook(database(), viewer, { endpointId: id }, now());
    expect(await refusal(testWebhook(database(), viewer, { endpointId: id }, now()))).toMatch("Try again after");
  });
});

test("old lines of the log and spent secrets are deleted, the rest stays", async () => {
  const viewer = await manager();
  const { id } = await makeWebhook(viewer, elsewhere);
  await rotateWebhookSecret(database(), viewer, { endpointId: id }, later(now(), -25 * hours));
  const data = { endpointId: id, type: "subprocessor-change.noticed", subjectId: newId(), data: {} };
  const kept = await database().webhookDelivery.create({ data: { ...data, createdAt: later(now(), -29 * days) } });
  await database().webhookDelivery.create({ data: { ...data, createdAt: later(now(), -31 * days) } });
  await forgetOldWebhooks(database(), { loggedBefore: later(now(), -30 * days), at: now() });
  const row = await database().webhookEndpoint.findUniqueOrThrow({ where: { id }, include: { deliveries: true } });
  expect(row.deliveries.map((each) => each.id)).toEqual([kept.id]);
  expect(row).toMatchObject({ sealedEarlierSecret: null, earlierSecretUntil: null });
});

test("an endpoint whose account was erased is not shown", async () => {
  const viewer = await manager();
  await makeWebhook(viewer, elsewhere);
  const { dataKeyId } = await database().account.findUniqueOrThrow({ where: { id: viewer.contact.accountId } });
  await eraseDataKey(database(), dataKeyId, now());
  expect(await listWebhooks(viewer, now())).toEqual([]);
});
