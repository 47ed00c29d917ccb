/**
 * RSS 2.0 by the RSS Advisory Board's best practices profile: the feed names its own address, ids are no links, the author
 * stands in Dublin Core because RSS' own field is an e-mail address. The description is plain, the whole is HTML.
 */
import { cleaned, type Feed, type FeedEntry, paragraphsHtml } from "@/server/feeds/feed";
import { element, text, xmlDocument } from "@/server/feeds/xml";

export const rssType = "application/rss+xml";

const namespaces = {
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
};

/** @param self where it is read */
export function renderRss(given: Feed, self: URL): string {
  const feed = cleaned(given);
  const channel = element(
    "channel",
    {},
    line("title", feed.title),
    line("link", feed.page.href),
    line("description", feed.description),
    line("language", feed.language),
    line("pubDate", rfc822(feed.updated)),
    line("lastBuildDate", rfc822(feed.updated)),
    element("atom:link", { href: self.href, rel: "self", type: rssType }),
    ...(feed.hubs ?? []).map(({ href }) => element("atom:link", { href, rel: "hub" })),
    ...feed.entries.map((entry) => item(entry, feed.author)),
  );
  return xmlDocument(element("rss", { version: "2.0", ...namespaces }, channel), feed.stylesheet);
}

function item(entry: FeedEntry, author: string): string {
  return element(
    "item",
    {},
    line("title", entry.title),
    line("link", entry.page.href),
    line("description", entry.summary),
    line("content:encoded", paragraphsHtml(entry.paragraphs)),
    element("guid", { isPermaLink: "false" }, text(entry.id)),
    line("pubDate", rfc822(entry.published)),
    line("atom:updated", entry.updated.toISOString()),
    line("dc:creator", author),
    ...entry.categories.map((category) => line("category", category)),
  );
}

const line = (name: string, value: string) => element(name, {}, text(value));

/** RFC 822 §5.1 with a year of four digits, as RSS has it: the form of HTTP's own dates. */
const rfc822 = (moment: Date) => moment.toUTCString();
