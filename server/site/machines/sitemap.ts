/** `/sitemap.xml` (sitemaps.org protocol 0.9): each page in each language, naming its others; a date only where it is known. */

import { xmlText } from "@/server/site/machines/xml";
import type { SitePage } from "@/server/site/pages";
import { type Locale, localeTag, localHref } from "@/server/words/locale";

type Listed = Pick<SitePage, "path" | "lastChanged" | "listed">;

export function sitemap(pages: readonly Listed[], languages: readonly Locale[], origin: URL): string {
  const absolute = (path: string) => xmlText(new URL(path, origin).href);
  const entry = ({ path, lastChanged }: Listed, language: Locale) =>
    [
      "  <url>",
      `    <loc>${absolute(localHref(language, path))}</loc>`,
      ...(lastChanged === null ? [] : [`    <lastmod>${lastChanged}</lastmod>`]),
      ...(languages.length < 2 ? [] : alternates(path)),
      "  </url>",
    ].join("\n");
  const alternates = (path: string) =>
    [
      ...languages.map((language) => [localeTag[language], localHref(language, path)] as const),
      ["x-default", path] as const,
    ].map(([tag, href]) => `    <xhtml:link rel="alternate" hreflang="${tag}" href="${absolute(href)}"/>`);
  const listed = pages.filter((page) => page.listed);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${languages.flatMap((language) => listed.map((page) => entry(page, language))).join("\n")}
</urlset>
`;
}
