import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { readRegister } from "@/server/subprocessors/queries";
import { momentOfDay } from "@/server/subprocessors/register-day";
import { askedDayOf } from "@/server/subprocessors/register-file";
import { registerDocument } from "@/server/subprocessors/register-json";

export const dynamic = "force-dynamic";

export async function GET(request: Request) {
  const day = askedDayOf(request);
  if (day instanceof Response) return day;
  const { asOf } = day;
  const { name, publisher, subProcessors } = await currentPack();
  const page = new URL("/subprocessors", settings().publicUrl).href;
  const register = await readRegister(name, momentOfDay(asOf, now()));
  const document = registerDocument(publisher, register, { fullerList: subProcessors.fullerList, page, asOf });
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
  });
}
