import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { sitemap } from "@/server/site/machines/sitemap";
import { sitePages } from "@/server/site/pages";

export const dynamic = "force-dynamic";

export async function GET() {
  const pack = await currentPack();
  const pages = sitePages(pack, "en", now());
  return new Response(sitemap(pages, pack.publisher.languages, settings().publicUrl), {
    headers: { "Content-Type": "application/xml; charset=utf-8" },
  });
}
