import { reportJson } from "@/server/assurance/reports/report-json";
import { currentPack } from "@/server/content/current-pack";
import { publishedReport, type QuarterParameter } from "../published-report";

export const dynamic = "force-dynamic";

/** `/reports/2026-q3.json`: next.config.mjs leads here from that address. */
export async function GET(_request: Request, { params }: QuarterParameter) {
  const { report } = await publishedReport((await params).quarter);
  return new Response(reportJson(report, (await currentPack()).publisher.names.legal), {
    headers: { "Content-Type": "application/json; charset=utf-8" },
  });
}
