/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
import { cleaned, type Feed, paragraphsHtml } from "@/server/feeds/feed";

export const jsonFeedType = "application/feed+json";

/** @param self where it is read */
export function renderJsonFeed(given: Feed, self: URL): string {
  const feed = cleaned(given);
  const made = {
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.page.href,
    feed_url: self.href,
    description: feed.description,
    language: feed.language,
    authors: [{ name: feed.author }],
    ...(feed.hubs === undefined ? {} : { hubs: feed.hubs.map(({ href }) => ({ type: "WebSub", url: href })) }),
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.page.href,
      title: entry.title,
      summary: entry.summary,
      content_html: paragraphsHtml(entry.paragraphs),
      date_published: entry.published.toISOString(),
      date_modified: entry.updated.toISOString(),
      tags: [...new Set(entry.categories)],
    })),
  };
  return `${JSON.stringify(made, null, 2)}\n`;
}
