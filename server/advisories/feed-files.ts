/** The public feeds of advisories: whole, and by product and severity. */
import { type AdvisoryFeedOwner, advisoryFeed, type FeedNarrowing } from "@/server/advisories/feed";
import { choicesIn, narrow } from "@/server/advisories/list-query";
import { publicAdvisories } from "@/server/advisories/queries";
import type { Advisory } from "@/server/content/advisories";
import { severities } from "@/server/content/advisory-schema";
import { currentPack } from "@/server/content/current-pack";
import { type FeedFormat, feedAnswer, feedFormat } from "@/server/feeds/formats";
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
  const { severity, product } = narrowing;
  const listed = narrow(all, { severity, product: product?.id ?? null, year: null, kind: null });
  const owner: AdvisoryFeedOwner = { pack, site, hubs: webSubHub === undefined ? [] : [webSubHub] };
  const self = new URL(advisoryFeedPath(format, severity, product?.id ?? null), site);
  return feedAnswer(format, advisoryFeed(owner, listed, "public", narrowing), self, pack.changedAt);
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
