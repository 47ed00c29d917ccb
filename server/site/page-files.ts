/** A page as a file: Markdown and PDF from the same source as the page itself. */
import { currentPack } from "@/server/content/current-pack";
import { held } from "@/server/content/held";
import { pageMarkdown } from "@/server/content/page-markdown";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { pagePdf } from "@/server/site/page-pdf";

/** 404 where the pack has no such page. */
export async function markdownAnswer(name: string): Promise<Response> {
  const markdown = pageMarkdown(await currentPack(), name, now());
  if (markdown === null) return new Response("There is no such page.", { status: 404 });
  return asMarkdown(name, markdown);
}

/** @param name of the page whose other form it is: its address without the slash */
export function asMarkdown(name: string, markdown: string): Response {
  return new Response(markdown, { headers: { "Content-Type": "text/markdown; charset=utf-8", Link: canonical(name) } });
}

/** 404 where the pack has no such page. */
export async function pdfAnswer(name: string): Promise<Response> {
  const pack = await currentPack();
  const page = held(pack.pages, name);
  if (page === undefined) return new Response("There is no such page.", { status: 404 });
  const pdf = await pagePdf(pack, page, now(), settings().publicUrl.origin);
  const fileName = `${pack.name}-${page.name}-${page.meta.version}.pdf`;
  return new Response(Buffer.from(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${fileName}"`,
      Link: canonical(name),
    },
  });
}

/** The page is the one to find by a search; the file is another form of it (RFC 6596). */
const canonical = (name: string) => `<${new URL(`/${name}`, settings().publicUrl).href}>; rel="canonical"`;
