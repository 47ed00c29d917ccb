import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { contentComponents } from "@/components/content/content-components";
import { ContentFacts } from "@/components/site/content/content-facts";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { PageHeader } from "@/components/ui/page-header";
import { ReadingLayout } from "@/components/ui/reading-layout";
import type { Section } from "@/components/ui/section-nav";
import { currentWords } from "@/server/access/current-words";
import type { Anchor } from "@/server/content/check-page";
import { crossReferences } from "@/server/content/cross-references";
import { currentPack } from "@/server/content/current-pack";
import { held } from "@/server/content/held";
import { pageView } from "@/server/content/page-view";
import { renderPage } from "@/server/content/render-page";
import { now } from "@/server/platform/clock";
import { OwnWords } from "./own-words";

/** A page of the content pack, with its contents, version, dates, owner and history. Its own text is English. */
export async function ContentPage({ name }: { name: string }) {
  const pack = await currentPack();
  const page = held(pack.pages, name);
  if (page === undefined) notFound();
  const { meta } = page;
  const current = await currentWords();
  const { locale, words } = current;
  const around = { ...current, references: crossReferences(pack, page) };
  const content = renderPage(pack, name, contentComponents(pageView(pack, meta, now()), around));
  return (
    <PublicPage path={page.address}>
      <PageHeader
        title={<OwnWords locale={locale}>{meta.title}</OwnWords>}
        lead={<OwnWords locale={locale}>{meta.description}</OwnWords>}
        meta={<ContentFacts page={page} current={current} now={now()} />}
      />
      {locale === "en" ? null : <p className="text-sm text-muted">{words("content.englishOnly")}</p>}
      <ReadingLayout sections={contentsOf(page.anchors)} locale={locale} textLanguage="en">
        {content}
      </ReadingLayout>
      <script src="/contents.js" defer />
    </PublicPage>
  );
}

/** Sections with those of the third level below them. */
function contentsOf(anchors: readonly Anchor[]): Section[] {
  const sections: (Section & { sections: Section[] })[] = [];
  for (const { depth, id, title } of anchors) {
    if (depth === 2) sections.push({ id, title, sections: [] });
    else if (depth === 3) sections.at(-1)?.sections.push({ id, title });
  }
  return sections;
}

export async function contentMetadata(name: string): Promise<Metadata> {
  const page = held((await currentPack()).pages, name);
  if (page === undefined) return {};
  const { title, description } = page.meta;
  return publicMetadata({ path: page.address, title, description });
}
