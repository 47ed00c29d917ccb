import { settings } from "@/server/platform/env";
import { robots } from "@/server/site/machines/robots";

export const dynamic = "force-dynamic";

export function GET() {
  return new Response(robots(settings().publicUrl), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
