import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { lastMeasurement } from "@/server/site/accessibility";
import { accessibilityMarkdown } from "@/server/site/machines/portal-markdown";
import { asMarkdown } from "@/server/site/page-files";

export const dynamic = "force-dynamic";

export async function GET() {
  const { publisher } = await currentPack();
  return asMarkdown("accessibility", accessibilityMarkdown(publisher, await lastMeasurement(), now()));
}
