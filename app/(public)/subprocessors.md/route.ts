import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { registerMarkdown } from "@/server/site/machines/markdown";
import { readRegister } from "@/server/subprocessors/queries";

export const dynamic = "force-dynamic";

export async function GET() {
  const pack = await currentPack();
  const { entries } = await readRegister(pack.name, now());
  return new Response(registerMarkdown(pack, entries), { headers: { "Content-Type": "text/markdown; charset=utf-8" } });
}
