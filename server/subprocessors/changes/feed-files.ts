/** The files in which changes can be followed: where each stands, and what it answers. */
import { currentPack } from "@/server/content/current-pack";
import { atomType, renderAtom } from "@/server/feeds/atom";
import { calendarType, renderCalendar } from "@/server/feeds/calendar";
import type { Feed } from "@/server/feeds/feed";
import { jsonFeedType, renderJsonFeed } from "@/server/feeds/json-feed";
import { renderRss, rssType } from "@/server/feeds/rss";
import { isDemonstration } from "@/server/platform/demonstration";
import { settings } from "@/server/platform/env";
import { changeCalendar, changeFeed, type FeedOwner } from "@/server/subprocessors/changes/change-feed";
import { feedChanges } from "@/server/subprocessors/changes/feed-queries";

export const changeFeeds = {
  rss: { path: "/subprocessors/rss.xml", type: rssType },
  atom: { path: "/subprocessors/atom.xml", type: atomType },
  json: { path: "/subprocessors/feed.json", type: jsonFeedType },
  calendar: { path: "/subprocessors/changes.ics", type: "text/calendar" },
} as const;
export type ChangeFeed = keyof typeof changeFeeds;
export const feedFormats = ["rss", "atom", "json", "calendar"] as const satisfies ChangeFeed[];

const renderers: Readonly<Record<Exclude<ChangeFeed, "calendar">, (feed: Feed, self: URL) => string>> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJsonFeed,
};

export async function answerChangeFeed(format: ChangeFeed): Promise<Response> {
  const pack = await currentPack();
  const site = settings().publicUrl;
  const owner: FeedOwner = { pack, site, demonstration: await isDemonstration() };
  const listed = await feedChanges(pack.name);
  const feed = changeFeed(owner, listed);
  const { path, type } = changeFeeds[format];
  const text =
    format === "calendar"
      ? renderCalendar(changeCalendar(owner, listed))
      : renderers[format](feed, new URL(path, site));
  return new Response(text, {
    headers: {
      "Content-Type": format === "calendar" ? calendarType : `${type}; charset=utf-8`,
      "Last-Modified": feed.updated.toUTCString(),
      // Readers in a browser ask from their own origin, and anybody may read this.
      "Access-Control-Allow-Origin": "*",
    },
  });
}
