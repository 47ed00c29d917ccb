import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { sitemap } from "@/server/site/machines/sitemap";
import { sitePages } from "@/server/site/pages";
import { listedChanges } from "@/server/subprocessors/changes/queries";

export const dynamic = "force-dynamic";

/** The last announced: a sitemap holds 50,000 addresses at most (sitemaps.org). */
const mostChanges = 1000;

export async function GET() {
  const pack = await currentPack();
  const changes = (await listedChanges(pack.name, mostChanges)).map(({ id, lastChanged }) => ({
    path: `/subprocessors/changes/${id}`,
    lastChanged: lastChanged.toISOString().slice(0, 10),
    listed: true,
  }));
  const pages = [...sitePages(pack, "en", now()), ...changes];
  return new Response(sitemap(pages, pack.publisher.languages, settings().publicUrl), {
    headers: { "Content-Type": "application/xml; charset=utf-8" },
  });
}
