import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { registerMarkdown } from "@/server/site/machines/markdown";
import { asMarkdown } from "@/server/site/page-files";
import { readRegister } from "@/server/subprocessors/queries";

export const dynamic = "force-dynamic";

export async function GET() {
  const pack = await currentPack();
  const at = now();
  const { entries } = await readRegister(pack.name, at);
  return asMarkdown("subprocessors", registerMarkdown(pack, entries, at));
}
