/** What a feed reader gets of advisories, whichever they are, held against parsers that are not ours. */
import Parser from "rss-parser";
import { describe, expect, test } from "vitest";
import type { Advisory } from "@/server/content/advisories";
import { severities } from "@/server/content/advisory-schema";
import { loadPack } from "@/server/content/load-pack";
import { feedAnswer, feedFormat } from "@/server/feeds/formats";
import { readJsonFeed } from "@/server/feeds/testing/json-feed";
import { type AdvisoryFeedOwner, advisoryFeed, type FeedNarrowing } from "./feed";
import { publicAdvisories } from "./queries";
import { hostileTitles, madeHostile } from "./testing/hostile";

const at = new Date("2026-12-01T00:00:00Z");
const lifted = new Date("2027-01-15T09:00:00Z");
const pack = await loadPack("content", "alphagen", { demonstration: true });
const owner: AdvisoryFeedOwner = { pack, site: new URL("https://trust.publisher.example"), hubs: [] };
const feedAt = (moment = at) => advisoryFeed(owner, publicAdvisories(pack, moment), "public");
const self = new URL("https://trust.publisher.example/advisories/rss.xml?severity=high&product=x");
const [sample] = publicAdvisories(pack, at).filter(({ meta }) => meta.kind === "advisory");
if (sample === undefined) throw new Error("the demonstration has no public advisory");
const textOf = (feed: ReturnType<typeof advisoryFeed>) => JSON.stringify(feed);

describe("a feed", () => {
  test("has what was revised last first, with what a reader decides by, and says that it is a demonstration", () => {
    const { entries, updated } = feedAt();
    expect(entries.map(({ title }) => title)).toEqual([
      "Demonstration: sign-in was slow or failed for 47 minutes",
      "Demonstration: report export answered for a workspace the caller had left",
    ]);
    expect(updated).toEqual(entries[0]?.updated);
    const entry = entries[1];
    expect(entry?.categories).toEqual([
      ...["AGSA-2026-7F3K9Q", "Advisory", "High", "TLP:CLEAR", "Demonstration Workspace", "Demonstration"],
    ]);
    expect(entry?.published).toEqual(new Date("2026-09-16T09:00:00Z"));
    expect(entry?.updated).toEqual(new Date("2026-09-22T10:30:00Z"));
    expect(entry?.page.href).toBe("https://trust.publisher.example/advisories/AGSA-2026-7F3K9Q");
    const text = entry?.paragraphs.join("\n") ?? "";
    for (const part of ["TLP:CLEAR", "Severity: High", "CVSS: 7.1 CVSS:4.0/", "Affected: 2.3.0 to before 2.6.1"])
      expect(text).toContain(part);
    expect(text).toMatch(/^Demonstration\. .*nothing that happened/);
    expect(text).toMatch(/Fix: Version 2\.6\.1.*\nWorkaround: End all sessions/);
    expect(text).toMatch(/Revision 2, 22 September 2026, 10:30 UTC: .*\nRevision 1, /);
  });

  test("is the same bytes whenever it is made, and of nothing it is empty", () => {
    for (const { render } of Object.values(feedFormat)) {
      expect(render(feedAt(), self)).toBe(render(feedAt(new Date("2026-12-24T00:00:00Z")), self));
      expect(render(advisoryFeed(owner, [], "public"), self)).not.toContain("urn:uuid:undefined");
    }
    expect(advisoryFeed(owner, [], "public").updated).toEqual(new Date(0));
  });

  test("gains an advisory when its embargo ends, as new from then on, under the id that it had in an account's feed", () => {
    expect(textOf(feedAt(new Date(lifted.getTime() - 1)))).not.toMatch(/P7M3XE|calendar file/);
    const { entries, updated } = feedAt(lifted);
    const [entry] = entries;
    expect(entry).toMatchObject({ published: lifted, updated: lifted });
    expect(updated).toEqual(lifted);
    const among = pack.advisories.filter(({ meta }) => meta.id === "AGSA-2026-P7M3XE");
    const [own] = advisoryFeed(owner, among, "account").entries;
    expect(own?.id).toBe(entry?.id);
    expect(own?.page.pathname).toBe("/portal/advisories/AGSA-2026-P7M3XE");
  });

  test("has ids of its own for each audience and narrowing, and names what it was narrowed to", () => {
    const product = { id: "demonstration-workspace", name: "Demonstration Workspace" };
    const made = [
      advisoryFeed(owner, [], "public"),
      advisoryFeed(owner, [], "account"),
      advisoryFeed(owner, [], "public", { severity: "high", product: null }),
      advisoryFeed(owner, [], "public", { severity: null, product }),
      advisoryFeed(owner, [], "public", { severity: "high", product }),
      advisoryFeed({ ...owner, pack: { ...pack, name: "other" } }, [], "public"),
    ];
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
    expect(made[4]?.title).toMatch(/: security advisories \(High, Demonstration Workspace\)$/);
    const moved = advisoryFeed({ ...owner, site: new URL("https://elsewhere.example") }, [], "public");
    expect(moved.id).toBe(made[0]?.id);
  });

  test.each(["public", "account"] as const)("of the %s is a JSON Feed, whole, empty and narrowed", (audience) => {
    const narrowings: FeedNarrowing[] = [
      ...[null, ...severities].map((severity) => ({ severity, product: null })),
      ...pack.advisories.flatMap(({ meta }) =>
        meta.products.map((product) => ({ severity: "high" as const, product })),
      ),
    ];
    for (const narrowing of narrowings)
      for (const listed of [pack.advisories, []]) {
        const made = advisoryFeed({ ...owner, hubs: [self] }, listed, audience, narrowing);
        expect(readJsonFeed(feedFormat.json.render(made, self)).items).toHaveLength(listed.length);
      }
  });

  test("holds the newest hundred of a thousand", () => {
    const many = Array.from({ length: 1000 }, (_, index): Advisory => {
      const revisions = [{ number: 1, at: new Date(index * 60_000), summary: "s", changes: ["text" as const] }];
      return { ...sample, meta: { ...sample.meta, id: `AGSA-2026-${index}`, revisions } };
    });
    const { entries } = advisoryFeed(owner, many, "public");
    expect(entries).toHaveLength(100);
    expect(entries[0]?.categories[0]).toBe("AGSA-2026-999");
  });
});

describe("a hub", () => {
  const hub = new URL("https://hub.example/");
  test("is named in the feed and beside it, with the address to subscribe to", () => {
    const named = advisoryFeed({ ...owner, hubs: [hub] }, [], "public");
    for (const format of ["rss", "atom", "json"] as const) {
      expect(feedFormat[format].render(named, self)).toContain("https://hub.example/");
      expect(feedAnswer(format, named, self).headers.get("link")).toBe(
        `<https://hub.example/>; rel="hub", <${self.href}>; rel="self"`,
      );
    }
    expect(feedAnswer("rss", feedAt(), self).headers.get("link")).toBeNull();
  });
  test("is told nothing of an account's own feed", () => {
    expect(textOf(advisoryFeed({ ...owner, hubs: [hub] }, [], "account"))).not.toContain("hub.example");
  });
});

test("the answer's date is the later one of what is told and of the files", () => {
  const modified = (changed?: Date) => feedAnswer("atom", feedAt(), self, changed).headers.get("last-modified");
  expect(modified()).toBe("Mon, 12 Oct 2026 09:00:00 GMT");
  expect(modified(new Date("2026-11-01T00:00:00Z"))).toBe("Sun, 01 Nov 2026 00:00:00 GMT");
  expect(modified(new Date("2026-01-01T00:00:00Z"))).toBe("Mon, 12 Oct 2026 09:00:00 GMT");
});

describe("of hostile text", () => {
  test.each(hostileTitles)("RSS and Atom are read by another parser, JSON Feed is JSON: %j", async (title) => {
    const feed = advisoryFeed(owner, [madeHostile(sample, title)], "public");
    for (const format of ["rss", "atom"] as const) {
      const read = await new Parser().parseString(feedFormat[format].render(feed, self));
      expect(read.items).toHaveLength(1);
      expect(read.items[0]?.title).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
    const { items } = readJsonFeed(feedFormat.json.render(feed, self));
    expect(items).toHaveLength(1);
    expect(items[0]?.content_html.replace(/<\/?p>|<br>/g, "")).not.toMatch(/[<>]/);
  });
});
