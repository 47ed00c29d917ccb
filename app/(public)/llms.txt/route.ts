import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { llms } from "@/server/site/machines/llms";
import { sitePages } from "@/server/site/pages";
import { securityContact } from "@/server/vulnerabilities/security-contact";

export const dynamic = "force-dynamic";

export async function GET() {
  const pack = await currentPack();
  return new Response(
    llms(pack, sitePages(pack, "en", now()), {
      origin: settings().publicUrl,
      hasSecurityText: (await securityContact()) !== null,
    }),
    {
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    },
  );
}
