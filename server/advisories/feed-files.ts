/** The public feeds of advisories: whole, and by product and severity. */
import { type AdvisoryFeedOwner, advisoryFeed, type FeedNarrowing, listedInFeed } from "@/server/advisories/feed";
import { choicesIn, narrow } from "@/server/advisories/list-query";
import { publicAdvisories } from "@/server/advisories/queries";
import type { Advisory } from "@/server/content/advisories";
import { severities } from "@/server/content/advisory-schema";
import { currentPack } from "@/server/content/current-pack";
import type { Pack } from "@/server/content/pack";
import { type FeedFormat, feedAnswer, feedFormat } from "@/server/feeds/formats";
import { digestOf, type FeedTopic } from "@/server/feeds/topic";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";

export const advisoryFeeds = {
  rss: { path: "/advisories/rss.xml", type: feedFormat.rss.type },
  atom: { path: "/advisories/atom.xml", type: feedFormat.atom.type },
  json: { path: "/advisories/feed.json", type: feedFormat.json.type },
} as const;
export const advisoryFeedFormats = ["rss", "atom", "json"] as const satisfies FeedFormat[];

/** Of the addresses with a query there are only as many as there are products and severities, so that each can be kept. */
export async function answerAdvisoryFeed(format: FeedFormat, asked: URLSearchParams): Promise<Response> {
  const pack = await currentPack();
  const { publicUrl: site, webSubHub } = settings();
  const all = publicAdvisories(pack, now());
  const narrowing = narrowingOf(asked, all);
  if (narrowing === null)
    return new Response("There is no such feed.\n", {
      status: 404,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  const owner: AdvisoryFeedOwner = { pack, site, hubs: webSubHub === undefined ? [] : [webSubHub] };
  const self = new URL(pathOf(format, narrowing), site);
  return feedAnswer(format, advisoryFeed(owner, narrowed(all, narrowing), "public", narrowing), self, pack.changedAt);
}

/** Every address that `answerAdvisoryFeed` answers at this moment; the whole feeds come first. */
export function advisoryTopics(pack: Pick<Pack, "advisories">, at: Date): FeedTopic[] {
  const all = publicAdvisories(pack, at);
  // All that is told of one, not its revisions alone: a word that is corrected without one changes the feed as well.
  const digests = new Map(all.map((advisory) => [advisory, digestOf([advisory.meta, advisory.demonstration])]));
  return narrowingsOf(all).flatMap((narrowing) => {
    const listed = listedInFeed(narrowed(all, narrowing), "public");
    const digest = digestOf(listed.map(({ advisory }) => digests.get(advisory)));
    const whole = narrowing.severity === null && narrowing.product === null;
    return advisoryFeedFormats.map((format) => ({ path: pathOf(format, narrowing), whole, digest }));
  });
}

const narrowed = (all: readonly Advisory[], { severity, product }: FeedNarrowing) =>
  narrow(all, { severity, product: product?.id ?? null, year: null, kind: null });

const pathOf = (format: FeedFormat, { severity, product }: FeedNarrowing) =>
  advisoryFeedPath(format, severity, product?.id ?? null);

function narrowingsOf(all: readonly Advisory[]): FeedNarrowing[] {
  const products = [null, ...choicesIn(all).products];
  return [null, ...severities].flatMap((severity) => products.map((product) => ({ severity, product })));
}

/** In the one order in which the server reads it. */
export function advisoryFeedPath(format: FeedFormat, severity: string | null, product: string | null): string {
  const query = new URLSearchParams({
    ...(severity === null ? {} : { severity }),
    ...(product === null ? {} : { product }),
  });
  return query.size === 0 ? advisoryFeeds[format].path : `${advisoryFeeds[format].path}?${query}`;
}

/** Null where there is no such severity, or no public advisory of such a product: whether a restricted one is, is not told. */
function narrowingOf(asked: URLSearchParams, all: readonly Advisory[]): FeedNarrowing | null {
  const [wantedSeverity, wantedProduct] = [asked.get("severity"), asked.get("product")];
  const severity = severities.find((each) => each === wantedSeverity) ?? null;
  const product = choicesIn(all).products.find(({ id }) => id === wantedProduct) ?? null;
  const unknown = (wanted: string | null, found: unknown) => wanted !== null && found === null;
  return unknown(wantedSeverity, severity) || unknown(wantedProduct, product) ? null : { severity, product };
}
