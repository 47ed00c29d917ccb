/** `/robots.txt` (RFC 9309): everything public may be read; the signed-in areas and searches are not for robots. */
export function robots(origin: URL): string {
  const closed = ["/portal", "/desk", "/nb/portal", "/nb/desk", "/search?", "/nb/search?"];
  return [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${new URL("/sitemap.xml", origin).href}`,
    "",
  ].join("\n");
}
