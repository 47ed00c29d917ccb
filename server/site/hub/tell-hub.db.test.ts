/** What a real hub on this machine is told of, when, and what it makes no difference to that it misbehaves. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { useOwnDatabase } from "@/scripts/integration-database";
import { advisoryTopics, answerAdvisoryFeed } from "@/server/advisories/feed-files";
import { circles, packOfCircles } from "@/server/advisories/testing/restricted";
import { cvss, revisionsOf, sampleAdvisory } from "@/server/advisories/testing/sample-advisory";
import type { Advisory } from "@/server/content/advisories";
import { currentPack } from "@/server/content/current-pack";
import { days, later, minutes, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { startSchedule } from "@/server/schedule";
import { answerChangeFeed, changeTopics } from "@/server/subprocessors/changes/feed-files";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { type HubTimes, tellHub } from "./tell-hub";

let bench: ClockBench;
let server: Server;
let hub: URL;
let answer: RequestListener;
/** Addresses that the hub was told of, and what it took as the form of each. */
const told: string[] = [];
const forms: (readonly [method: string, type: string, body: string])[] = [];
const written: string[] = [];

const takes: RequestListener = (_request, response) => void response.writeHead(204).end();
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 1);
  server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    told.push(new URLSearchParams(body).get("hub.url") ?? "");
    forms.push([request.method ?? "", request.headers["content-type"] ?? "", body]);
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  hub = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/publish?token=very-secret`);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await bench.stop();
});
beforeEach(async () => {
  await database().hubTopic.deleteMany();
  answer = takes;
  for (const list of [told, forms, written]) list.length = 0;
  vi.spyOn(process.stderr, "write").mockImplementation((line) => written.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(written.join("")).not.toContain("very-secret");
});

const site = new URL("https://trust.example");
const quick: HubTimes = { settling: 0, answer: 10_000, run: 20_000 };
const packOf = (...advisories: readonly Advisory[]) => ({ name: bench.publisher, advisories });
const run = (advisories: readonly Advisory[], at = now(), webSubHub: URL | undefined = hub, times = quick) =>
  tellHub(database(), { webSubHub, publicUrl: site }, packOf(...advisories), at, times);
/** Runs until nothing more is told. @returns what was told of, in the alphabet's order */
async function runAll(advisories: readonly Advisory[], at = now()): Promise<string[]> {
  told.length = 0;
  for (let before = -1; before < told.length; ) {
    before = told.length;
    await run(advisories, at);
  }
  return told.map((url) => url.replace(site.origin, "")).sort();
}
const rows = () => database().hubTopic.findMany({ orderBy: { url: "asc" } });
const changes = ["/subprocessors/atom.xml", "/subprocessors/feed.json", "/subprocessors/rss.xml"];
const inAllFormats = (...queries: readonly string[]) =>
  ["atom.xml", "feed.json", "rss.xml"].flatMap((file) => queries.map((query) => `/advisories/${file}${query}`)).sort();
const high = sampleAdvisory({ id: "TEST-2026-ABCDEF" });
/** The feeds that list it. */
const ofHigh = inAllFormats("", "?severity=high", "?product=sample-export", "?severity=high&product=sample-export");

describe("the hub is told", () => {
  test("of each feed at its own address, when it is seen first, and of none again while nothing changed", async () => {
    const first = await runAll([high]);
    expect(first).toHaveLength(3 + 3 * (1 + 5) * (1 + 1));
    expect(first).toEqual([...new Set(first)]);
    expect(first).toEqual([...changes, ...advisoryTopics(packOf(high), now()).map(({ path }) => path)].sort());
    expect(await rows()).toHaveLength(first.length);
    expect(forms).toContainEqual([
      ...["POST", "application/x-www-form-urlencoded"],
      "hub.mode=publish&hub.url=https%3A%2F%2Ftrust.example%2Fadvisories%2Frss.xml%3Fseverity%3Dhigh%26product%3Dsample-export",
    ]);
    expect(await runAll([high], later(now(), days))).toEqual([]);
  });

  test("of at most twenty a minute, of the whole feeds first", async () => {
    await run([high]);
    expect(told).toHaveLength(20);
    const whole = [...changes, ...inAllFormats("")].map((path) => site.origin + path);
    expect(told.slice(0, 6).sort()).toEqual(whole.sort());
  });

  test("after a revision, and after a correction without one, of the feeds that list it alone", async () => {
    const [product] = high.meta.products;
    const products = product === undefined ? [] : [{ ...product, id: "other" }];
    const low = sampleAdvisory({ id: "TEST-2026-GHJKMN", cvss: [cvss.low], products });
    await runAll([high, low]);
    const revisions = revisionsOf(["2026-11-01T09:00:00Z"], ["2026-11-20T09:00:00Z"]);
    const revised = sampleAdvisory({ id: high.meta.id, revisions });
    expect(await runAll([revised, low])).toEqual(ofHigh);
    const corrected = { ...revised, meta: { ...revised.meta, summary: "Rows leaked." } };
    expect(await runAll([corrected, low])).toEqual(ofHigh);
    expect(await runAll([corrected, low])).toEqual([]);
  });

  test("of a new file, of the feeds of its product, and no more of those of a product that is gone", async () => {
    await runAll([]);
    expect(await rows()).toHaveLength(3 + 3 * 6);
    const added = await runAll([high]);
    expect(added).toEqual(expect.arrayContaining(ofHigh));
    expect(added).not.toContain("/advisories/rss.xml?severity=low");
    expect(await runAll([])).toEqual(inAllFormats("", "?severity=high"));
    expect((await rows()).filter(({ url }) => url.includes("product"))).toEqual([]);
    expect(await rows()).toHaveLength(3 + 3 * 6);
  });

  test("when an embargo ends", async () => {
    const end = later(now(), days);
    const held = sampleAdvisory({ id: high.meta.id, embargoUntil: end.toISOString() });
    await runAll([held]);
    expect(await runAll([held], later(end, -1))).toEqual([]);
    expect(await runAll([held], end)).toEqual(expect.arrayContaining(ofHigh));
  });

  test("of nothing that a restricted advisory changes", async () => {
    const { advisories } = await packOfCircles();
    const open = advisories.filter(({ meta }) => meta.id === circles.clear);
    const secret = advisories
      .filter(({ meta }) => meta.id !== circles.clear)
      .map((advisory) => {
        const products = advisory.meta.products.map((product) => ({ ...product, id: "secret-product" }));
        return { ...advisory, meta: { ...advisory.meta, products } };
      });
    await runAll(open);
    expect(await runAll([...open, ...secret])).toEqual([]);
    expect(JSON.stringify([forms, await rows()])).not.toContain("secret");
    expect(await runAll([...open, ...secret], later(now(), days + minutes))).toEqual(
      expect.arrayContaining(inAllFormats("?product=secret-product")),
    );
  });

  test("of changes of sub-processors when customers were told, when they take effect and when they are withdrawn", async () => {
    await runAll([high]);
    const draft = await bench.propose({ name: "Nobody Was Told Inc." });
    expect(await runAll([high])).toEqual([]);
    await bench.withdraw(draft);
    expect(await runAll([high])).toEqual([]);
    const [kept, withdrawn] = [await bench.noticed({ waits: true }), await bench.noticed()];
    expect(await runAll([high])).toEqual(changes);
    await bench.withdraw(withdrawn);
    expect(await runAll([high])).toEqual(changes);
    await bench.pass(31 * 86_400);
    expect(await runAll([high])).toEqual([]);
    await bench.move(kept, "effective");
    expect(await runAll([high])).toEqual(changes);
    expect(await runAll([high])).toEqual([]);
  });

  test("anew where another hub is set", async () => {
    const all = await runAll([high]);
    for (let round = 0; round < 2; round += 1) {
      told.length = 0;
      await run([high], now(), new URL("?token=another", hub));
      expect(told.length).toBe(round === 0 ? 20 : all.length - 20);
    }
  });

  test("without a hub, nobody is, and nothing is written down", async () => {
    await tellHub(database(), { webSubHub: undefined, publicUrl: site }, packOf(high), now());
    expect(told).toEqual([]);
    expect(await rows()).toEqual([]);
  });
});

describe("a hub that", () => {
  const misbehaving: readonly (readonly [name: string, answer: RequestListener, asked: number])[] = [
    ["answers 500", (_request, response) => void response.writeHead(500).end(), 20],
    ["redirects", (_request, response) => void response.writeHead(307, { Location: "/elsewhere" }).end(), 20],
    ["hangs up", (_request, response) => void response.destroy(), 1],
    ["never answers", () => {}, 1],
  ];
  test.each(misbehaving)("%s is told again", async (_name, misbehave, asked) => {
    answer = misbehave;
    const started = performance.now();
    for (let round = 1; round <= 2; round += 1) {
      await run([high], now(), hub, { ...quick, answer: asked === 1 ? 500 : quick.answer });
      expect(told).toHaveLength(asked * round);
    }
    expect(performance.now() - started).toBeLessThan(8000);
    expect(await rows()).toEqual([]);
    expect(written.map((line) => JSON.parse(line).event)).toHaveLength(2);
    expect(written.join("")).toMatch(asked === 1 ? /"hub.no-answer"/ : /"hub.refused","feeds":20,"status":(500|307)/);
    answer = takes;
    expect(await runAll([high])).toHaveLength(39);
  });

  test("is not there is told when it is", async () => {
    const gone = createServer();
    await new Promise<void>((ready) => gone.listen(0, "127.0.0.1", ready));
    const { port } = gone.address() as AddressInfo;
    await new Promise((done) => gone.close(done));
    await run([high], now(), new URL(`http://127.0.0.1:${port}/?token=very-secret`));
    expect(JSON.parse(written.join(""))).toMatchObject({ event: "hub.no-answer", code: "ECONNREFUSED" });
    expect(await rows()).toEqual([]);
    expect(await runAll([high])).toHaveLength(39);
  });

  test("never ends its answer has taken it", async () => {
    answer = (_request, response) => void response.writeHead(200).write("…");
    expect(await runAll([high])).toHaveLength(39);
  });

  test("refuses some feeds for good hears of all others", async () => {
    const refused = (url = "") => url.includes("?") && !url.includes("critical");
    answer = (_request, response) => void response.writeHead(refused(told.at(-1)) ? 403 : 202).end();
    for (let round = 0; round < 20; round += 1) await run([high]);
    const ofCritical = ["?severity=critical", "?severity=critical&product=sample-export"];
    const taken = [...changes, ...inAllFormats("", ...ofCritical)].map((path) => site.origin + path);
    expect((await rows()).map(({ url }) => url).sort()).toEqual(taken.sort());
  });

  test("is slow is told of the rest a minute later", async () => {
    answer = (_request, response) => void setTimeout(() => response.writeHead(204).end(), 100);
    await run([high], now(), hub, { ...quick, run: 150 });
    expect(told).toHaveLength(2);
    expect(await rows()).toHaveLength(2);
  });
});

describe("several servers", () => {
  test("at once tell of a feed more than once at most, and of every one", async () => {
    const advisories = [high];
    for (let round = 0; round < 8; round += 1) await Promise.all([run(advisories), run(advisories), run(advisories)]);
    expect(new Set(told).size).toBe(39);
    expect(await rows()).toHaveLength(39);
    expect(await runAll(advisories)).toEqual([]);
  });

  test("of which one is slow with what was true before, leave nothing untold", async () => {
    await runAll([]);
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    answer = (_request, response) => void held.then(() => response.writeHead(204).end());
    told.length = 0;
    const slow = run([high]);
    await vi.waitFor(() => expect(told).toContain(`${site.origin}/advisories/rss.xml`));
    answer = takes;
    const corrected = { ...high, meta: { ...high.meta, summary: "Rows leaked." } };
    await runAll([corrected]);
    release();
    await slow;
    expect(await runAll([corrected])).toEqual([]);
    expect(await runAll([high])).toEqual(ofHigh);
  });
});

test("every topic is the address that a feed gives as its own", async () => {
  const { publicUrl } = settings();
  const pack = await currentPack();
  const topics = [...(await changeTopics(pack.name)), ...advisoryTopics(pack, now())];
  expect(topics.filter(({ path }) => path.includes("product=")).length).toBeGreaterThan(0);
  for (const { path } of topics) {
    const { href, pathname, searchParams } = new URL(path, publicUrl);
    const format = pathname.endsWith(".json") ? "json" : pathname.endsWith("/rss.xml") ? "rss" : "atom";
    const sent = pathname.startsWith("/subprocessors/")
      ? await answerChangeFeed(format)
      : await answerAdvisoryFeed(format, searchParams);
    const self = { json: `"feed_url": "${href}"`, rss: `href="${escaped(href)}"`, atom: `href="${escaped(href)}"` };
    expect(await sent.text()).toContain(self[format]);
  }
});
const escaped = (address: string) => address.replaceAll("&", "&amp;");

test("the schedule's job waits for a hub that hangs, and other jobs do not", async () => {
  answer = () => {};
  const schedule = await startSchedule(database(), { ...settings(), webSubHub: hub }, () => {});
  const add = (job: string) => bench.value<string>(`SELECT id::text AS value FROM graphile_worker.add_job($1)`, [job]);
  const waiting = (id: string | undefined) =>
    bench.value(`SELECT 1 AS value FROM graphile_worker.jobs WHERE id = $1`, [id]);
  try {
    const [telling] = [await add("tell-hub")];
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), 20_000);
    const other = await add("sequence-audit");
    await vi.waitFor(async () => expect(await waiting(other)).toBeUndefined(), 5000);
    expect(await waiting(telling)).toBe(1);
    answer = (_request, response) => void response.destroy();
    server.closeAllConnections();
    await vi.waitFor(async () => expect(await waiting(telling)).toBeUndefined(), 15_000);
    expect(written.join("")).toContain("hub.no-answer");
    expect(await rows()).toEqual([]);
  } finally {
    await schedule.stop();
  }
}, 60_000);

test("a thousand advisories of fifty products cost little to look at", async () => {
  const one = (index: number) => {
    const [product] = high.meta.products;
    if (product === undefined) throw new Error("the sample has no product");
    const products = [0, 1].map((more) => ({ ...product, id: `product-${(index + more) % 50}` }));
    return { ...high, meta: { ...high.meta, id: `TEST-2026-${index}`, products } };
  };
  const pack = packOf(...Array.from({ length: 1000 }, (_, index) => one(index)));
  const took = [0, 1, 2].map(() => {
    const started = performance.now();
    expect(advisoryTopics(pack, now())).toHaveLength(3 * 6 * 51);
    return performance.now() - started;
  });
  expect(Math.min(...took)).toBeLessThan(500);
});
