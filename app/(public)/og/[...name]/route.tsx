import { notFound } from "next/navigation";
import { ImageResponse } from "next/og";
import { LinkPictureDrawing } from "@/components/site/link-picture";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { processWide } from "@/server/platform/process-wide";
import { facesOf, type LinkPicture, linkPicture, picturedPage, pictureSize } from "@/server/site/link-picture";
import { sitePages } from "@/server/site/pages";

export const dynamic = "force-dynamic";

/** Drawn pictures by what they say: drawing costs a few hundred times what a page does. */
const drawn = processWide("link-pictures", () => new Map<string, Promise<ArrayBuffer>>());
const mostDrawn = 200;

/** `/og/nb/trust/history.png`: of a page that there is, in a language it has. */
export async function GET(_request: Request, { params }: { params: Promise<{ name: string[] }> }) {
  const { name } = await params;
  const pack = await currentPack();
  const locale = pack.publisher.languages.find((language) => language === name[0]);
  if (locale === undefined) notFound();
  const page = picturedPage(sitePages(pack, locale, now()), locale, name.join("/"));
  if (page === null) notFound();
  const bytes = await draw(linkPicture(pack, page, locale, settings().publicUrl));
  return new Response(bytes, { headers: { "Content-Type": "image/png" } });
}

function draw(picture: LinkPicture): Promise<ArrayBuffer> {
  const key = JSON.stringify(picture);
  const known = drawn.get(key);
  if (known !== undefined) return known;
  if (drawn.size >= mostDrawn) drawn.clear();
  const made = new ImageResponse(<LinkPictureDrawing picture={picture} />, {
    ...pictureSize,
    fonts: facesOf(picture).map((face) => ({ ...face, data: new Uint8Array(face.data).buffer })),
  }).arrayBuffer();
  drawn.set(key, made);
  made.catch(() => drawn.delete(key));
  return made;
}
