/** What the files of the register have in common: the day they are asked for. */
import { type AskedDay, readDay } from "@/server/subprocessors/register-day";

/** A program sees no sentence on a page: asked for what is no day, it is refused rather than given today's register. */
export function askedDayOf(request: Request): AskedDay | Response {
  const day = readDay(new URL(request.url).searchParams.get("as-of"));
  if (!day.misread) return day;
  return new Response("as-of is a day of the calendar, written like 2026-12-15.\n", {
    status: 400,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Access-Control-Allow-Origin": "*" },
  });
}
