import { publishedQuarters } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { reportsMarkdown } from "@/server/site/machines/markdown";
import { asMarkdown } from "@/server/site/page-files";

export const dynamic = "force-dynamic";

export async function GET() {
  const pack = await currentPack();
  const at = now();
  return asMarkdown("reports", reportsMarkdown(pack, publishedQuarters(pack, at), at));
}
