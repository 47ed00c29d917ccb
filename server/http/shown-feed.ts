/**
 * Chromium shows RSS and Atom as bare source, whatever stylesheet they name. Asked for as a page of its own, a feed is sent
 * as XML, which every browser shows in its stylesheet; feed readers get the feed's own type. The bytes are the same.
 */
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";

const feed = /^application\/(rss|atom)\+xml\b/;

/** @returns what stands in place of `made`'s headers; nothing where it is no feed */
export function shownFeed({ headers }: IncomingMessage, made: OutgoingHttpHeaders): OutgoingHttpHeaders {
  if (!feed.test(String(made["Content-Type"]))) return {};
  const vary = made.Vary === undefined ? "Sec-Fetch-Dest" : `${String(made.Vary)}, Sec-Fetch-Dest`;
  // Fetch Metadata (W3C): `document` is a page that a person opens.
  return headers["sec-fetch-dest"] === "document"
    ? { Vary: vary, "Content-Type": "text/xml; charset=utf-8" }
    : { Vary: vary };
}
