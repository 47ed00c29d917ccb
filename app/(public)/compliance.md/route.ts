import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { complianceMarkdown } from "@/server/site/machines/markdown";

export const dynamic = "force-dynamic";

export async function GET() {
  return new Response(complianceMarkdown(await currentPack(), now()), {
    headers: { "Content-Type": "text/markdown; charset=utf-8" },
  });
}
