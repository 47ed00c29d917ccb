/** Atom (RFC 4287). */
import { cleaned, type Feed, type FeedEntry, paragraphsHtml } from "@/server/feeds/feed";
import { element, text, xmlDocument } from "@/server/feeds/xml";

export const atomType = "application/atom+xml";

/** @param self where it is read */
export function renderAtom(given: Feed, self: URL): string {
  const feed = cleaned(given);
  const root = element(
    "feed",
    { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.language },
    line("id", feed.id),
    line("title", feed.title),
    line("subtitle", feed.description),
    line("updated", feed.updated.toISOString()),
    element("author", {}, line("name", feed.author)),
    element("link", { rel: "self", type: atomType, href: self.href }),
    element("link", { rel: "alternate", type: "text/html", hreflang: feed.language, href: feed.page.href }),
    ...(feed.hubs ?? []).map(({ href }) => element("link", { rel: "hub", href })),
    ...feed.entries.map(entryOf),
  );
  return xmlDocument(root, feed.stylesheet);
}

function entryOf(entry: FeedEntry): string {
  return element(
    "entry",
    {},
    line("id", entry.id),
    line("title", entry.title),
    line("published", entry.published.toISOString()),
    line("updated", entry.updated.toISOString()),
    element("link", { rel: "alternate", type: "text/html", href: entry.page.href }),
    ...entry.categories.map((term) => element("category", { term })),
    line("summary", entry.summary),
    element("content", { type: "html" }, text(paragraphsHtml(entry.paragraphs))),
  );
}

const line = (name: string, value: string) => element(name, {}, text(value));
