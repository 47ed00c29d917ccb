import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { csafFile } from "@/server/site/machines/csaf";
import { securityKey } from "@/server/vulnerabilities/security-text";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, { params }: { params: Promise<{ path?: string[] }> }): Promise<Response> {
  const { path = [] } = await params;
  const { publicUrl } = settings();
  const publication = { pack: await currentPack(), publicUrl, key: await securityKey(), at: now() };
  const file = csafFile(publication, path.join("/"));
  return file === null
    ? new Response("There is no such file.\n", {
        status: 404,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      })
    : new Response(file.body, { headers: { "Content-Type": file.type, "Access-Control-Allow-Origin": "*" } });
}
