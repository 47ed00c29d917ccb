/** The files in which changes can be followed: where each stands, and what it answers. */
import { currentPack } from "@/server/content/current-pack";
import { calendarType, renderCalendar } from "@/server/feeds/calendar";
import { feedAnswer, feedFormat } from "@/server/feeds/formats";
import { digestOf, type FeedTopic } from "@/server/feeds/topic";
import { isDemonstration } from "@/server/platform/demonstration";
import { settings } from "@/server/platform/env";
import { changeCalendar, changeFeed, type FeedOwner } from "@/server/subprocessors/changes/change-feed";
import { feedChanges } from "@/server/subprocessors/changes/feed-queries";

export const changeFeeds = {
  rss: { path: "/subprocessors/rss.xml", type: feedFormat.rss.type },
  atom: { path: "/subprocessors/atom.xml", type: feedFormat.atom.type },
  json: { path: "/subprocessors/feed.json", type: feedFormat.json.type },
  calendar: { path: "/subprocessors/changes.ics", type: "text/calendar" },
} as const;
export type ChangeFeed = keyof typeof changeFeeds;
export const feedFormats = ["rss", "atom", "json", "calendar"] as const satisfies ChangeFeed[];

export async function answerChangeFeed(format: ChangeFeed): Promise<Response> {
  const pack = await currentPack();
  const { publicUrl: site, webSubHub } = settings();
  const hubs = webSubHub === undefined ? [] : [webSubHub];
  const owner: FeedOwner = { pack, site, hubs, demonstration: await isDemonstration() };
  const listed = await feedChanges(pack.name);
  const feed = changeFeed(owner, listed);
  if (format !== "calendar") return feedAnswer(format, feed, new URL(changeFeeds[format].path, site));
  return new Response(renderCalendar(changeCalendar(owner, listed)), {
    headers: {
      "Content-Type": calendarType,
      "Last-Modified": feed.updated.toUTCString(),
      // Calendars in a browser ask from their own origin, and anybody may read this.
      "Access-Control-Allow-Origin": "*",
    },
  });
}

/** The feeds that name a hub: a calendar has no place for one. */
export async function changeTopics(publisher: string): Promise<FeedTopic[]> {
  const digest = digestOf(await feedChanges(publisher));
  return [changeFeeds.rss, changeFeeds.atom, changeFeeds.json].map(({ path }) => ({ path, whole: true, digest }));
}
