import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { privacyMarkdown } from "@/server/site/machines/portal-markdown";
import { asMarkdown } from "@/server/site/page-files";

export const dynamic = "force-dynamic";

export async function GET() {
  const { publisher } = await currentPack();
  return asMarkdown("privacy", privacyMarkdown(publisher, settings().timestampAuthority !== undefined, now()));
}
