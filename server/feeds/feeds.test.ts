/** The rules of the W3C feed validator and of JSON Feed, held against parsers that are not ours, with hostile texts. */
import fc from "fast-check";
import Parser from "rss-parser";
import { describe, expect, test } from "vitest";
import { renderAtom } from "./atom";
import type { Feed, FeedEntry } from "./feed";
import { renderJsonFeed } from "./json-feed";
import { renderRss } from "./rss";
import { readJsonFeed } from "./testing/json-feed";

const self = new URL("https://trust.example/feed?a=1&b=2");
const moment = new Date("2026-12-15T09:07:05.120Z");

const entry = (given: Partial<FeedEntry> = {}): FeedEntry => ({
  id: "urn:uuid:11111111-1111-4111-8111-111111111111",
  title: "Addition of X",
  page: new URL("https://trust.example/changes/1?x=1&y=2"),
  published: new Date("2026-11-15T09:07:05Z"),
  updated: moment,
  summary: "Takes effect soon.",
  paragraphs: ["Takes effect soon.", "Why: because\nof this."],
  categories: ["Addition"],
  ...given,
});
const feed = (given: Partial<Feed> = {}): Feed => ({
  id: "urn:uuid:22222222-2222-8222-8222-222222222222",
  title: "Changes",
  description: "Every change.",
  language: "en",
  page: new URL("https://trust.example/changes"),
  author: "Publisher Ltd",
  updated: moment,
  entries: [entry()],
  ...given,
});

/** rss-parser reads with sax in strict mode: what is not well-formed is refused. */
const read = (xml: string) =>
  new Parser({ customFields: { feed: ["subtitle"], item: ["dc:creator"] } }).parseString(xml);

const hostile = [
  "<script>alert(1)</script>",
  "a & b &amp; c &#x3C;",
  "]]> and ]]]]><![CDATA[>",
  "admin\u202Etxt.exe \u2066hidden\u2069",
  "\u0000\u0007\u001b[31m red\u0085 \u009f \uFFFE \uFDD0 \u{1FFFE}",
  "half \uD83D and half \uDE00",
  "😀👩‍👩‍👧 Łucja 株式会社 שלום",
  "n".repeat(200),
  '"quoted" \'single\' <!-- --> <?xml ?> <!DOCTYPE x [<!ENTITY e "x">]>&e;',
  "line\r\nbreak\rand\u2028more",
  "",
];
/** Of characters that the formats must not hold. */
const forbidden =
  /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]/u;
const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
);
const anyFeed = fc
  .tuple(
    anyText,
    anyText,
    anyText,
    fc.array(fc.tuple(anyText, anyText, fc.array(anyText, { maxLength: 3 })), { maxLength: 4 }),
  )
  .map(([title, description, author, entries]) =>
    feed({
      ...{ title: `t${title}`, description: `d${description}`, author: `a${author}` },
      entries: entries.map(([name, summary, paragraphs], index) =>
        entry({
          id: `urn:uuid:${index}`,
          title: `t${name}`,
          summary: `s${summary}`,
          paragraphs,
          categories: [`c${name}`],
        }),
      ),
    }),
  );

describe("whatever the texts hold", () => {
  test("RSS and Atom are well-formed, and JSON Feed is JSON, with every entry in it", async () => {
    await fc.assert(
      fc.asyncProperty(anyFeed, async (made) => {
        for (const render of [renderRss, renderAtom]) {
          const xml = render(made, self);
          expect(xml).not.toMatch(forbidden);
          expect((await read(xml)).items).toHaveLength(made.entries.length);
        }
        const json = readJsonFeed(renderJsonFeed(made, self));
        expect(JSON.stringify(json.items.map(({ title }) => title))).not.toMatch(forbidden);
        expect(json.items).toHaveLength(made.entries.length);
      }),
      { numRuns: 150 },
    );
  });

  test.each(hostile.filter((text) => text !== ""))("a reader gets the text, not markup: %j", async (text) => {
    const made = feed({ entries: [entry({ title: text, summary: text, paragraphs: [text] })] });
    const wanted = readJsonFeed(renderJsonFeed(made, self)).items[0]?.title ?? "none";
    for (const render of [renderRss, renderAtom]) {
      const [item] = (await read(render(made, self))).items;
      expect(item?.title?.trim()).toBe(wanted.replace(/\r\n?/g, "\n").trim());
    }
    const html = readJsonFeed(renderJsonFeed(made, self)).items[0]?.content_html ?? "";
    expect(html.replace(/<\/?p>|<br>/g, "")).not.toMatch(/[<>"]/);
  });
});

describe("RSS 2.0", () => {
  const xml = renderRss(feed({ hubs: [new URL("https://hub.example/")], stylesheet: "/feed.css" }), self);
  const rfc822 =
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
  const all = (name: string) =>
    [...xml.matchAll(new RegExp(`<${name}\\b[^>]*>([^<]*)</${name}>`, "g"))].map((m) => m[1]);

  test("has dates of RFC 822", () => {
    const dates = [...all("pubDate"), ...all("lastBuildDate")];
    expect(dates).toHaveLength(3);
    for (const date of dates) expect(date).toMatch(rfc822);
    expect(dates).toContain("Tue, 15 Dec 2026 09:07:05 GMT");
  });
  test("names its own address, its hub and its page", () => {
    expect(xml).toContain(
      `<atom:link href="https://trust.example/feed?a=1&amp;b=2" rel="self" type="application/rss+xml"/>`,
    );
    expect(xml).toContain(`<atom:link href="https://hub.example/" rel="hub"/>`);
    expect(xml).toContain("<link>https://trust.example/changes</link>");
  });
  test("has ids that are no links, and an author that needs no e-mail address", () => {
    expect(xml).toContain(`<guid isPermaLink="false">urn:uuid:11111111-1111-4111-8111-111111111111</guid>`);
    expect(xml).toContain("<dc:creator>Publisher Ltd</dc:creator>");
    expect(xml).not.toContain("<author>");
  });
  test("declares every namespace that it uses, and its stylesheet before the root", () => {
    const used = new Set([...xml.matchAll(/<\/?([a-z]+):/g)].map((m) => m[1]));
    for (const prefix of used) expect(xml).toContain(`xmlns:${prefix}="`);
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<\?xml-stylesheet type="text\/css" href="\/feed\.css"\?>\n<rss version="2\.0" /,
    );
  });
  test("is read by a feed reader", async () => {
    const made = await read(xml);
    expect(made).toMatchObject({ title: "Changes", language: "en", description: "Every change." });
    expect(made.items[0]).toMatchObject({
      ...{ title: "Addition of X", link: "https://trust.example/changes/1?x=1&y=2", categories: ["Addition"] },
      ...{ guid: "urn:uuid:11111111-1111-4111-8111-111111111111", isoDate: "2026-11-15T09:07:05.000Z" },
      contentSnippet: "Takes effect soon.",
      "content:encoded": "<p>Takes effect soon.</p><p>Why: because<br>of this.</p>",
    });
  });
});

describe("Atom", () => {
  const xml = renderAtom(feed({ hubs: [new URL("https://hub.example/")] }), self);
  test("has an id, a time and an author, and an entry has each of them (RFC 4287 §4.1)", () => {
    expect(xml).toContain("<id>urn:uuid:22222222-2222-8222-8222-222222222222</id>");
    expect(xml).toContain("<name>Publisher Ltd</name>");
    expect([...xml.matchAll(/<updated>([^<]*)<\/updated>/g)].map((m) => m[1])).toEqual([
      ...["2026-12-15T09:07:05.120Z", "2026-12-15T09:07:05.120Z"],
    ]);
    expect(xml).toContain("<published>2026-11-15T09:07:05.000Z</published>");
  });
  test("links to itself, its page and its hub, each once", () => {
    const feedLinks = xml.slice(0, xml.indexOf("<entry>")).match(/<link [^>]*>/g) ?? [];
    expect(feedLinks.map((link) => link.match(/rel="(\w+)"/)?.[1]).sort()).toEqual(["alternate", "hub", "self"]);
  });
  test("is read by a feed reader", async () => {
    const [item] = (await read(xml)).items;
    expect(item).toMatchObject({
      ...{ title: "Addition of X", link: "https://trust.example/changes/1?x=1&y=2" },
      ...{ id: "urn:uuid:11111111-1111-4111-8111-111111111111", pubDate: "2026-11-15T09:07:05.000Z" },
      content: "<p>Takes effect soon.</p><p>Why: because<br>of this.</p>",
    });
  });
  test("every address in it is absolute", () => {
    const addresses = [...xml.matchAll(/href="([^"]*)"/g)].map((m) => m[1] ?? "");
    for (const address of addresses) expect(address).toMatch(/^https:\/\//);
  });
});

test("a JSON Feed with a hub has what its specification asks for", () => {
  const json = readJsonFeed(renderJsonFeed(feed({ hubs: [new URL("https://hub.example/")] }), self));
  expect(json).toMatchObject({
    ...{ feed_url: self.href, hubs: [{ type: "WebSub", url: "https://hub.example/" }] },
    items: [{ url: "https://trust.example/changes/1?x=1&y=2", date_modified: "2026-12-15T09:07:05.120Z" }],
  });
});

test("two categories that read alike are one tag of JSON Feed", () => {
  const made = feed({ entries: [entry({ categories: ["High", "Export", "Export", "Ex\u202Eport"] })] });
  expect(readJsonFeed(renderJsonFeed(made, self)).items[0]?.tags).toEqual(["High", "Export"]);
});

test("a feed without an entry is still one", async () => {
  for (const render of [renderRss, renderAtom])
    expect((await read(render(feed({ entries: [] }), self))).items).toEqual([]);
  expect(readJsonFeed(renderJsonFeed(feed({ entries: [] }), self)).items).toEqual([]);
});
