import { csafOf } from "@/server/advisories/csaf-of";
import { findPublicAdvisory } from "@/server/advisories/queries";
import { currentPack } from "@/server/content/current-pack";
import { osvDocument } from "@/server/feeds/osv";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";

export const dynamic = "force-dynamic";

/** `x_AGSA-2026-7F3K9Q.json`, and without the prefix too. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const [, id] = /^(?:x_)?([A-Z0-9-]+)\.json$/.exec((await params).file) ?? [];
  const advisory = id === undefined ? null : findPublicAdvisory(await currentPack(), id, now());
  if (advisory === null)
    return new Response("There is no such advisory.\n", {
      status: 404,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  const pageUrl = new URL(`/advisories/${advisory.meta.id}`, settings().publicUrl).href;
  return new Response(osvDocument(csafOf(advisory), { pageUrl }), {
    headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
  });
}
