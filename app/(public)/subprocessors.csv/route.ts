import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readRegister } from "@/server/subprocessors/queries";
import { csvName, registerCsv } from "@/server/subprocessors/register-csv";
import { momentOfDay } from "@/server/subprocessors/register-day";
import { askedDayOf } from "@/server/subprocessors/register-file";

export const dynamic = "force-dynamic";

export async function GET(request: Request) {
  const day = askedDayOf(request);
  if (day instanceof Response) return day;
  const { asOf } = day;
  const { name, publisher } = await currentPack();
  const { entries } = await readRegister(name, momentOfDay(asOf, now()));
  return new Response(registerCsv(entries, { state: publisher.status.state, asOf }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${csvName(name, asOf)}"`,
      "Access-Control-Allow-Origin": "*",
    },
  });
}
