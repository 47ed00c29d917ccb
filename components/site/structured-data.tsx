import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { scriptText, structuredData, trailOf } from "@/server/site/machines/structured-data";
import { sitePages } from "@/server/site/pages";

/** What the page says of itself to search engines: data, which no browser runs. Nothing on a page that is not to be found. */
export async function StructuredData({ path }: { path: string }) {
  const pack = await currentPack();
  const { locale, words } = await currentWords();
  const trail = trailOf(sitePages(pack, locale, now()), path);
  if (trail.length === 0) return null;
  const data = structuredData(pack.publisher, trail, {
    locale,
    origin: settings().publicUrl,
    siteName: words("site.trustCentre", { name: pack.publisher.names.short }),
  });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: scriptText leaves no character that could end the element
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptText(data) }} />;
}
