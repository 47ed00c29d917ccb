/** The addresses of a private feed. The token stands in the path alone, which no log holds. */

/** What stands behind a feed's address, by what it is. */
export const feedFiles = {
  rss: "rss.xml",
  atom: "atom.xml",
  json: "feed.json",
  csaf: "csaf/provider-metadata.json",
} as const;

/** Ends with a slash. */
export function feedAddress(publicUrl: URL, token: string): string {
  return new URL(`/feeds/${token}/`, publicUrl).href;
}
