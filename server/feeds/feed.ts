/**
 * A feed, whatever format it is sent in. Addresses are `URL`s, so that none is relative; texts are plain and may hold
 * anything: the renderers take out what a format cannot hold.
 */
import { feedText } from "@/server/feeds/feed-text";
import { text } from "@/server/feeds/xml";

export interface Feed {
  /** An IRI that never changes (RFC 4287 §4.2.6). */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** The page for people. */
  readonly page: URL;
  readonly author: string;
  /** When something that readers should see last changed. */
  readonly updated: Date;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
  /** WebSub hubs (W3C WebSub §4). */
  readonly hubs?: readonly URL[];
  /** For a browser that opens the feed itself: a path of this site. */
  readonly stylesheet?: string;
}

export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly page: URL;
  readonly published: Date;
  /** Moves when what it tells of moves on. */
  readonly updated: Date;
  /** A sentence or two. */
  readonly summary: string;
  /** The whole, paragraph by paragraph. */
  readonly paragraphs: readonly string[];
  readonly categories: readonly string[];
}

/** The same feed with nothing in it that XML or a reader's screen could stumble over. */
export function cleaned(feed: Feed): Feed {
  return {
    ...feed,
    title: feedText(feed.title),
    description: feedText(feed.description),
    author: feedText(feed.author),
    entries: feed.entries.map((entry) => ({
      ...entry,
      title: feedText(entry.title),
      summary: feedText(entry.summary),
      paragraphs: entry.paragraphs.map(feedText),
      categories: entry.categories.map(feedText),
    })),
  };
}

/** Paragraphs as HTML in which nothing is active, whatever they hold. */
export const paragraphsHtml = (paragraphs: readonly string[]): string =>
  paragraphs.map((paragraph) => `<p>${text(paragraph).replaceAll("\n", "<br>")}</p>`).join("");
