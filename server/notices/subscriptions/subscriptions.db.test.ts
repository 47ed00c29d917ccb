/** From asking to hearing nothing any more. */
import { Logger, runOnce } from "graphile-worker";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { makeContact, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { mailsTo, newestToken } from "@/server/access/testing/run-jobs";
import { subscriptionLinkLifetime } from "@/server/accounts/links";
import { deliverMail } from "@/server/mail/deliver";
import { queueMail } from "@/server/mail/outbox";
import {
  changeSubscription,
  confirmSubscription,
  endSubscription,
  receiveSubscription,
  requestSubscription,
  setOwnSubscription,
  subscriptionJob,
} from "@/server/notices/subscriptions/commands";
import { confirmedSubscribers, countSubscribers, openSubscribers } from "@/server/notices/subscriptions/queries";
import { forgetUnconfirmedSubscriptions } from "@/server/notices/subscriptions/retention";
import { OwnChoices, subscribeInput } from "@/server/notices/subscriptions/schema";
import { days, hours, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newToken } from "@/server/platform/ids";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

const owned: { ownerUrl: string } = { ownerUrl: "" };
beforeAll(async () => {
  owned.ownerUrl = (await useOwnDatabase()).ownerUrl;
});

const at = new Date("2026-11-29T10:00:00Z");
const pack = "test-publisher";
const sender = { pack, publisherName: "Test Publisher" };
const somewhere = () => `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::1`;
const someone = () => `reader-${randomWord()}@customer.example`;

const chosen = (given: Record<string, unknown> = {}) => OwnChoices.parse({ topics: ["sub_processors"], ...given });

const ask = (email: string, given: Record<string, unknown> = {}, locale: Locale = "en", moment = at) =>
  requestSubscription(
    database(),
    { ...subscribeInput(wordsIn("en")).parse({ topics: ["sub_processors"], ...given, email }), locale },
    somewhere(),
    moment,
  );

async function runJobs(moment = at): Promise<void> {
  await runOnce({
    connectionString: settings().databaseUrl,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      [subscriptionJob.name]: (payload) =>
        receiveSubscription(database(), sender, subscriptionJob.payload.parse(payload), moment),
    },
  });
}

const confirm = (token: string, moment = at) => confirmSubscription(database(), token, somewhere(), moment);

/** @returns the subscriber as a sender of messages sees them */
async function subscribe(email: string, given: Record<string, unknown> = {}, locale: Locale = "en") {
  await ask(email, given, locale);
  await runJobs();
  expect(await confirm(await newestToken(email))).toEqual({ state: "confirmed" });
  return subscriberOf(email);
}

async function subscriberOf(email: string) {
  const rows = await database().subscription.findMany({ select: { id: true } });
  const all = await openSubscribers(
    database(),
    pack,
    rows.map(({ id }) => id),
  );
  const found = all.find((each) => each.email === email);
  if (found === undefined) throw new Error("nobody is subscribed with this address");
  return found;
}

const isSubscribed = (email: string) =>
  subscriberOf(email).then(
    () => true,
    () => false,
  );
const tokenOf = ({ unsubscribe }: { unsubscribe: URL }) => unsubscribe.pathname.split("/").at(-1) ?? "";

describe("asking", () => {
  test("mails a link, and only the button of its page subscribes", async () => {
    const email = someone();
    await ask(email, { topics: ["sub_processors", "reports"] });
    await runJobs();
    const [mail] = await mailsTo(email);
    expect(mail?.text).toContain("http://localhost:3000/subscribe/confirm?token=");
    expect(await isSubscribed(email)).toBe(false);
    expect(await confirm(await newestToken(email))).toEqual({ state: "confirmed" });
    expect(await isSubscribed(email)).toBe(true);
  });

  test("in Norwegian is answered in Norwegian, and so is all that follows", async () => {
    const email = someone();
    const subscriber = await subscribe(email, {}, "nb");
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toBe("Bekreft abonnementet ditt på tillitssenteret til Test Publisher");
    expect(mail?.text).toContain("/nb/subscribe/confirm?token=");
    expect(subscriber.locale).toBe("nb");
    expect(subscriber.unsubscribe.pathname).toMatch(/^\/nb\/unsubscribe\//);
  });

  test.each([
    ["a second time", async (token: string) => void (await confirm(token)), at],
    ["too late", async () => {}, later(at, subscriptionLinkLifetime)],
  ])("is not confirmed %s", async (_, before, moment) => {
    const email = someone();
    await ask(email);
    await runJobs();
    const token = await newestToken(email);
    await before(token);
    expect(await confirm(token, moment)).toEqual({ state: "refused" });
  });

  test("is not confirmed by a token that nobody was mailed", async () => {
    expect(await confirm(newToken())).toEqual({ state: "refused" });
  });

  test("again before confirming: what was asked last counts, whichever link is used", async () => {
    const email = someone();
    await ask(email, { topics: ["reports"] });
    await runJobs();
    const first = await newestToken(email);
    await ask(email, { topics: ["documents", "advisories"], minimumSeverity: "high", digest: "yes" }, "nb");
    await runJobs();
    const second = await newestToken(email);
    expect(await confirm(first)).toEqual({ state: "confirmed" });
    const { id } = await subscriberOf(email);
    const row = await database().subscription.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({
      topics: ["documents", "advisories"],
      ...{ minimumSeverity: "high", digest: true, locale: "nb" },
    });
    expect(await confirm(second)).toEqual({ state: "confirmed" });
    expect(await database().subscription.findUniqueOrThrow({ where: { id } })).toEqual(row);
  });

  test("with an address that is subscribed changes nothing, and tells that address alone where to change it", async () => {
    const email = someone();
    const subscriber = await subscribe(email);
    expect(await ask(email, { topics: ["documents"] })).toBeNull();
    await runJobs();
    const row = await database().subscription.findUniqueOrThrow({ where: { id: subscriber.id } });
    expect(row.topics).toEqual(["sub_processors"]);
    const mail = (await mailsTo(email)).at(-1);
    expect(mail?.kind).toBe("subscription-known");
    expect(mail?.text).toContain(subscriber.unsubscribe.href);
  });

  test("too often for one address is held off, from whatever network", async () => {
    const email = someone();
    for (let asked = 0; asked < 5; asked++) expect(await ask(email)).toBeNull();
    expect(await ask(email)).toEqual(later(at, hours));
    expect(await ask(email, {}, "en", later(at, hours))).toBeNull();
    await runJobs();
  });

  test("at two publishers is two subscriptions", async () => {
    const email = someone();
    await subscribe(email);
    await ask(email);
    const other = { ...sender, pack: "another-publisher" };
    await runOnce({
      ...{ connectionString: settings().databaseUrl, noHandleSignals: true, logger: new Logger(() => () => {}) },
      taskList: {
        [subscriptionJob.name]: (payload) =>
          receiveSubscription(database(), other, subscriptionJob.payload.parse(payload), at),
      },
    });
    expect((await mailsTo(email)).at(-1)?.kind).toBe("subscription-confirm");
    await confirm(await newestToken(email));
    const [theirs] = await confirmedSubscribers(database(), other.pack, page());
    expect(await openSubscribers(database(), pack, [theirs?.id ?? ""])).toEqual([]);
    expect(await openSubscribers(database(), other.pack, [theirs?.id ?? ""])).toMatchObject([{ email }]);
  });

  test("leaves neither address nor token in clear", async () => {
    const email = someone();
    const token = tokenOf(await subscribe(email));
    const client = new pg.Client(owned.ownerUrl);
    await client.connect();
    const tables = ["Subscription", "MailedLink", "Mail", "AuditEvent", "RateLimit", "DataKey"];
    for (const table of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM "${table}" t`);
      const all = rows.map(({ text }) => text).join("\n");
      for (const secret of [email, token])
        for (const spelt of [secret, Buffer.from(secret).toString("hex")]) expect(all).not.toContain(spelt);
    }
    await client.end();
  });
});

const page = (afterId: string | null = null, limit = 1000) => ({ topic: "sub_processors", afterId, limit }) as const;

describe("nobody confirms", () => {
  test("and the night after, address and key are gone; one that was confirmed stays", async () => {
    const [email, kept] = [someone(), someone()];
    await subscribe(kept);
    await ask(email);
    await runJobs();
    const pending = await database().subscription.findFirstOrThrow({ where: { confirmedAt: null } });
    await forgetUnconfirmedSubscriptions(database(), later(at, subscriptionLinkLifetime - 1));
    expect(await database().subscription.count({ where: { id: pending.id } })).toBe(1);
    await forgetUnconfirmedSubscriptions(database(), later(at, subscriptionLinkLifetime));
    expect(await database().subscription.count({ where: { confirmedAt: null } })).toBe(0);
    expect((await database().dataKey.findUniqueOrThrow({ where: { id: pending.dataKeyId } })).wrapped).toBeNull();
    expect(await isSubscribed(kept)).toBe(true);
    expect(await mailsTo(email)).toEqual([]);
  });
});

describe("the token of every message", () => {
  test("changes what is told", async () => {
    const subscriber = await subscribe(someone());
    const choices = chosen({ topics: ["reports", "reports"], minimumSeverity: "critical", digest: "yes" });
    expect(await changeSubscription(database(), pack, tokenOf(subscriber), choices)).toBe(true);
    const row = await database().subscription.findUniqueOrThrow({ where: { id: subscriber.id } });
    expect(row).toMatchObject({ topics: ["reports"], minimumSeverity: "critical", digest: true });
  });

  test("ends it: the address is gone, and what is queued for it is not sent", async () => {
    const email = someone();
    const subscriber = await subscribe(email);
    const message = { kind: "test", subject: "A change", text: "Text" };
    await queueMail(database(), { to: email, dataKeyId: subscriber.dataKeyId, message });
    await endSubscription(database(), pack, tokenOf(subscriber), at);
    expect(await database().subscription.count({ where: { id: subscriber.id } })).toBe(0);
    const queued = await database().mail.findFirstOrThrow({ where: { dataKeyId: subscriber.dataKeyId, kind: "test" } });
    const sent: string[] = [];
    await deliverMail(
      {
        database: database(),
        from: "trust@publisher.example",
        readAttachment: () => Promise.reject(new Error("there is none")),
        transport: async ({ to }) => ({ state: "sent", response: String(sent.push(to)) }),
      },
      queued.id,
      at,
    );
    expect(sent).toEqual([]);
    expect(await openSubscribers(database(), pack, [subscriber.id])).toEqual([]);
    expect(await confirmedSubscribers(database(), pack, page())).not.toContainEqual(
      expect.objectContaining({ id: subscriber.id }),
    );
  });

  test("works twice, and one of nobody's does no harm", async () => {
    const email = someone();
    const subscriber = await subscribe(email);
    for (const token of [newToken(), "", "x".repeat(5000)]) await endSubscription(database(), pack, token, at);
    expect(await isSubscribed(email)).toBe(true);
    await endSubscription(database(), "another-publisher", tokenOf(subscriber), at);
    expect(await isSubscribed(email)).toBe(true);
    await Promise.all([1, 2].map(() => endSubscription(database(), pack, tokenOf(subscriber), at)));
    await endSubscription(database(), pack, tokenOf(subscriber), at);
    expect(await isSubscribed(email)).toBe(false);
    expect(await changeSubscription(database(), pack, tokenOf(subscriber), chosen())).toBe(false);
    const ended = await database().auditEvent.count({
      where: { kind: "subscription.ended", subjectId: subscriber.id },
    });
    expect(ended).toBe(1);
  });

  test("afterwards the address can be subscribed anew, with another token", async () => {
    const email = someone();
    const first = await subscribe(email);
    await endSubscription(database(), pack, tokenOf(first), at);
    const second = await subscribe(email);
    expect(tokenOf(second)).not.toBe(tokenOf(first));
    await endSubscription(database(), pack, tokenOf(first), at);
    expect(await isSubscribed(email)).toBe(true);
  });
});

describe("a signed-in contact", () => {
  const own = (personId: string, email: string, topics: string[], locale: Locale = "en") =>
    setOwnSubscription(database(), pack, { personId, email, locale, choices: chosen({ topics }) }, at);

  test("is subscribed at once, without a mail; changes and ends it", async () => {
    const { personId, email } = await makeContact(["reviewer"]);
    await own(personId, email, ["reports"], "nb");
    expect(await subscriberOf(email)).toMatchObject({ locale: "nb" });
    expect(await mailsTo(email)).toEqual([]);
    await own(personId, email, ["sub_processors", "documents"]);
    const { id } = await subscriberOf(email);
    const row = await database().subscription.findUniqueOrThrow({ where: { id } });
    expect(row.topics).toEqual(["sub_processors", "documents"]);
    await own(personId, email, []);
    await own(personId, email, []);
    expect(await isSubscribed(email)).toBe(false);
    const kinds = await database().auditEvent.findMany({ where: { subjectId: id }, orderBy: { sequence: "asc" } });
    expect(kinds.map(({ kind, actorId }) => [kind, actorId])).toEqual(
      ["confirmed", "changed", "ended"].map((kind) => [`subscription.${kind}`, personId]),
    );
  });

  test("who had asked on the public page needs no link any more", async () => {
    const { personId, email } = await makeContact(["privacy"]);
    await ask(email, { topics: ["documents"] });
    await runJobs();
    await own(personId, email, ["reports"]);
    const { id } = await subscriberOf(email);
    expect((await database().subscription.findUniqueOrThrow({ where: { id } })).topics).toEqual(["reports"]);
    await forgetUnconfirmedSubscriptions(database(), later(at, 2 * days));
    expect(await isSubscribed(email)).toBe(true);
  });
});

describe("the database itself", () => {
  test("stamps the confirmation, once", async () => {
    const { id } = await subscribe(someone());
    const { confirmedAt } = await database().subscription.findUniqueOrThrow({ where: { id } });
    expect(Math.abs((confirmedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    await database().subscription.update({ where: { id }, data: { confirmedAt: new Date("2020-01-01") } });
    expect((await database().subscription.findUniqueOrThrow({ where: { id } })).confirmedAt).toEqual(confirmedAt);
  });

  test("keeps no subscription without a topic", async () => {
    const { id } = await subscribe(someone());
    await expect(database().subscription.update({ where: { id }, data: { topics: [] } })).rejects.toThrow();
  });
});

describe("100,000 subscribers", () => {
  const many = "publisher-with-many";
  const total = 100_000;
  beforeAll(async () => {
    const { dataKeyId } = await subscribe(someone());
    await database().$executeRaw`
      INSERT INTO "Subscription" (id, publisher, "emailIndex", sealed, "dataKeyId", topics, locale, "tokenHash", "confirmedAt", "expiresAt")
      SELECT gen_random_uuid(), ${many}, int4send(n), '', ${dataKeyId}::uuid,
        CASE WHEN n % 10 = 0 THEN '{reports}' ELSE '{sub-processors,advisories}' END::"SubscriptionTopic"[], 'en', int4send(n),
        CASE WHEN n <= ${total} THEN now() END, CASE WHEN n > ${total} THEN now() END
      FROM generate_series(1, ${total + 500}) n`;
    const owner = new pg.Client(owned.ownerUrl);
    await owner.connect();
    await owner.query(`ANALYZE "Subscription"`);
    await owner.end();
  });

  test("are gone through page by page, each once, and counted", async () => {
    const seen = new Set<string>();
    let afterId: string | null = null;
    for (;;) {
      const rows: { id: string }[] = await confirmedSubscribers(database(), many, page(afterId));
      for (const { id } of rows) seen.add(id);
      afterId = rows.at(-1)?.id ?? null;
      if (rows.length < 1000) break;
    }
    expect(seen.size).toBe((total / 10) * 9);
    expect(await countSubscribers(database(), many)).toEqual({
      ...{ sub_processors: 90_000, advisories: 90_000, reports: 10_000, documents: 0 },
    });
  });

  test("lead to a page by an index, without sorting or reading what is before it", async () => {
    const plan = await database().$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
      `EXPLAIN SELECT id, locale FROM "Subscription" WHERE publisher = '${many}' AND "confirmedAt" IS NOT NULL
       AND topics @> ARRAY['sub-processors']::"SubscriptionTopic"[] AND id > '80000000-0000-4000-8000-000000000000' ORDER BY id LIMIT 1000`,
    );
    const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(text).toContain("Index Scan using confirmed_subscribers");
    expect(text).not.toContain("Sort");
  });
});
