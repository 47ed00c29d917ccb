import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readRegister } from "@/server/subprocessors/queries";
import { registerCsv } from "@/server/subprocessors/register-csv";

export const dynamic = "force-dynamic";

export async function GET() {
  const { name, publisher } = await currentPack();
  const { entries } = await readRegister(name, now());
  return new Response(registerCsv(entries, publisher.status.state), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}-sub-processors.csv"`,
      "Access-Control-Allow-Origin": "*",
    },
  });
}
