import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { complianceMarkdown } from "@/server/site/machines/markdown";
import { asMarkdown } from "@/server/site/page-files";

export const dynamic = "force-dynamic";

export async function GET() {
  return asMarkdown("compliance", complianceMarkdown(await currentPack(), now()));
}
