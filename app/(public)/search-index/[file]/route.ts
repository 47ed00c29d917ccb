import { notFound } from "next/navigation";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { searchIndex } from "@/server/site/search/search";

export const dynamic = "force-dynamic";

/** `en.json`: what search.js reads when a visitor opens the search. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const pack = await currentPack();
  const locale = pack.publisher.languages.find((language) => file === `${language}.json`);
  if (locale === undefined) notFound();
  return Response.json(await searchIndex(pack, locale, now()));
}
