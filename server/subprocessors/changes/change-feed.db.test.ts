/** What feed readers and calendars get of a change, from its draft to its end. */
import ICAL from "ical.js";
import Parser from "rss-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useOwnDatabase } from "@/scripts/integration-database";
import { loadPack } from "@/server/content/load-pack";
import { renderAtom } from "@/server/feeds/atom";
import { renderCalendar } from "@/server/feeds/calendar";
import { renderJsonFeed } from "@/server/feeds/json-feed";
import { renderRss } from "@/server/feeds/rss";
import { readJsonFeed } from "@/server/feeds/testing/json-feed";
import { changeCalendar, changeFeed, type FeedOwner } from "@/server/subprocessors/changes/change-feed";
import { feedChanges } from "@/server/subprocessors/changes/feed-queries";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

let bench: ClockBench;
let owner: FeedOwner;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase());
  const { publisher } = await loadPack("content", "alai");
  owner = {
    pack: { name: bench.publisher, publisher },
    site: new URL("https://trust.example"),
    hubs: [],
    demonstration: false,
  };
});
afterAll(() => bench.stop());

const day = 86_400;
const feed = async () => changeFeed(owner, await feedChanges(bench.publisher));
const entryOf = async (id: string) => (await feed()).entries.find((entry) => entry.id === `urn:uuid:${id}`);
const calendar = async () => renderCalendar(changeCalendar(owner, await feedChanges(bench.publisher)));
const eventsOf = async (id: string) =>
  new ICAL.Component(ICAL.parse(await calendar()))
    .getAllSubcomponents("vevent")
    .filter((each) => String(each.getFirstPropertyValue("uid")).startsWith(id));
const valuesOf = async (id: string, name: string) =>
  (await eventsOf(id)).map((each) => String(each.getFirstPropertyValue(name)));

test("before anything was told, the feeds are there, empty and as old as the register", async () => {
  const { changes, keptSince } = await feedChanges(bench.publisher);
  expect(changes).toEqual([]);
  expect((await feed()).updated).toEqual(keptSince);
  expect(keptSince).not.toBeNull();
  expect(changeFeed(owner, await feedChanges("no-such-publisher")).updated).toEqual(new Date(0));
});

test("what nobody was told of is nowhere, withdrawn or not", async () => {
  const draft = await bench.propose({ name: "Secret Draft Inc." });
  const approved = await bench.propose({ name: "Secret Approved Inc." });
  await bench.approve(approved);
  for (const withdrawn of [draft, approved]) {
    expect(await entryOf(withdrawn)).toBeUndefined();
    expect(await eventsOf(withdrawn)).toEqual([]);
    await bench.withdraw(withdrawn, "A secret reason");
    expect(await entryOf(withdrawn)).toBeUndefined();
  }
  for (const text of [JSON.stringify(await feed()), await calendar()]) expect(text).not.toMatch(/secret/i);
});

describe("a change that waits", () => {
  test("is told with its day, then as in effect, under one id", async () => {
    const change = await bench.noticed({ name: "Newcomer Inc.", purpose: "Storage", waits: true });
    const effectiveAt = (await bench.effectiveAt(change)) ?? new Date(Number.NaN);
    const told = await entryOf(change);
    expect(told).toMatchObject({ title: "Addition of Newcomer Inc.", categories: ["Addition", "Under notice"] });
    expect(told?.page.href).toBe(`https://trust.example/subprocessors/changes/${change}`);
    expect(told?.summary).toMatch(/^Takes effect on \d+ \w+ \d{4}, \d\d:\d\d UTC\. Customers can object until then\.$/);
    expect(told?.paragraphs.join("\n")).toMatch(/Storage[\s\S]*Why: r\n/);
    expect(told?.updated).toEqual(told?.published);

    const lastDay = new Date(effectiveAt.getTime() - day * 1000).toISOString().slice(0, 10);
    expect(await valuesOf(change, "uid")).toEqual([`${change}-objection`, `${change}-effective`]);
    const start = `${effectiveAt.toISOString().slice(0, 19)}Z`;
    expect(await valuesOf(change, "dtstart")).toEqual([lastDay, start]);
    const before = await calendar();

    await bench.pass(30 * day + 60);
    await bench.move(change, "effective");
    const now = await entryOf(change);
    expect(now?.summary).toMatch(/^In effect since /);
    expect(now?.categories).toEqual(["Addition", "In effect"]);
    expect(now?.published).toEqual(told?.published);
    expect(now?.updated.getTime()).toBeGreaterThan(told?.updated.getTime() ?? Number.POSITIVE_INFINITY);
    expect((await feed()).updated).toEqual(now?.updated);
    expect(await calendar()).toBe(before);
  });

  test("that is withdrawn says so, and its dates are cancelled", async () => {
    const change = await bench.noticed({ name: "Withdrawn Inc." });
    const stamp = (await valuesOf(change, "dtstamp"))[0];
    expect(await valuesOf(change, "status")).toEqual(["CONFIRMED", "CONFIRMED"]);
    await bench.pass(day);
    await bench.withdraw(change, "Nobody needs <it> any more");
    const told = await entryOf(change);
    expect(told?.summary).toMatch(/^Withdrawn on .*: it does not take effect\.$/);
    expect(told?.paragraphs.join("\n")).toContain("Nobody needs <it> any more");
    expect((await feed()).entries[0]?.id).toBe(`urn:uuid:${change}`);
    expect(await valuesOf(change, "status")).toEqual(["CANCELLED", "CANCELLED"]);
    expect(await valuesOf(change, "sequence")).toEqual(["1", "1"]);
    expect((await valuesOf(change, "dtstamp"))[0]).not.toBe(stamp);
  });
});

test("a removal waits for nothing: there is no day to object", async () => {
  const id = await bench.value<string>(`SELECT id AS value FROM "SubProcessor" WHERE publisher = $1 LIMIT 1`, [
    bench.publisher,
  ]);
  const change = await bench.noticed({ kind: "removal", subProcessorId: id, name: "Gone Ltd" });
  expect((await entryOf(change))?.summary).toContain("It waits for nothing");
  expect(await valuesOf(change, "uid")).toEqual([`${change}-effective`]);
});

test("another publisher's changes are not among them", async () => {
  const other = { ...owner, pack: { ...owner.pack, name: "another-publisher" } };
  const listed = await feedChanges("another-publisher");
  expect(changeFeed(other, listed).entries).toEqual([]);
  expect(changeFeed(other, listed).id).not.toBe((await feed()).id);
});

test("a demonstration says that it is one, wherever it is followed", async () => {
  const listed = await feedChanges(bench.publisher);
  const demonstration = { ...owner, demonstration: true };
  expect(changeFeed(demonstration, listed).title).toMatch(/^Demonstration\. /);
  expect(changeCalendar(demonstration, listed).name).toMatch(/^Demonstration\. /);
});

test("the newest hundred are told, in every format, and other parsers read them", async () => {
  for (let made = 0; made < 101; made++) await bench.noticed({ name: `]]> <b>&amp; \u202E№ ${made} "株式会社"` });
  const made = await feed();
  const self = new URL("https://trust.example/feed");
  expect(made.entries).toHaveLength(100);
  for (const render of [renderRss, renderAtom]) {
    const read = await new Parser().parseString(render(made, self));
    expect(read.items).toHaveLength(100);
    expect(read.items[0]?.title).toBe('Addition of ]]> <b>&amp; № 100 "株式会社"');
  }
  expect(readJsonFeed(renderJsonFeed(made, self)).items).toHaveLength(100);
  expect(new Set(made.entries.map(({ id }) => id)).size).toBe(100);
  expect(new ICAL.Component(ICAL.parse(await calendar())).getAllSubcomponents("vevent")).toHaveLength(200);
});
