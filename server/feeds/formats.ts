/** The formats of a feed, and what is answered with one. */
import { atomType, renderAtom } from "./atom";
import type { Feed } from "./feed";
import { jsonFeedType, renderJsonFeed } from "./json-feed";
import { renderRss, rssType } from "./rss";

export type FeedFormat = "rss" | "atom" | "json";

export const feedFormat: Readonly<
  Record<FeedFormat, { readonly type: string; readonly render: (feed: Feed, self: URL) => string }>
> = {
  rss: { type: rssType, render: renderRss },
  atom: { type: atomType, render: renderAtom },
  json: { type: jsonFeedType, render: renderJsonFeed },
};

/**
 * @param self where it is read
 * @param changed when its bytes last changed, where that can be later than what it tells of
 */
export function feedAnswer(format: FeedFormat, feed: Feed, self: URL, changed: Date = feed.updated): Response {
  const { type, render } = feedFormat[format];
  const hubs = (feed.hubs ?? []).map(({ href }) => `<${href}>; rel="hub"`);
  return new Response(render(feed, self), {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Last-Modified": new Date(Math.max(changed.getTime(), feed.updated.getTime())).toUTCString(),
      // W3C WebSub §4: with a hub, the address to subscribe to stands beside it.
      ...(hubs.length === 0 ? {} : { Link: [...hubs, `<${self.href}>; rel="self"`].join(", ") }),
      // Readers in a browser ask from their own origin. What is not for everybody has its secret in its address.
      "Access-Control-Allow-Origin": "*",
    },
  });
}
