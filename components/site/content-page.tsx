import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { contentComponents } from "@/components/content/content-components";
import { PublicPage } from "@/components/site/public-page";
import { DocumentMeta } from "@/components/ui/document-meta";
import { PageHeader } from "@/components/ui/page-header";
import { ReadingLayout } from "@/components/ui/reading-layout";
import { TimeText } from "@/components/ui/time-text";
import { currentPack } from "@/server/content/current-pack";
import type { PageMeta } from "@/server/content/page-schema";
import { pageView } from "@/server/content/page-view";
import { notStated } from "@/server/content/publisher-schema";
import { renderPage } from "@/server/content/render-page";
import { now } from "@/server/platform/clock";

/** A page of the content pack, with its version, dates, owner and history. */
export async function ContentPage({ name }: { name: string }) {
  const pack = await currentPack();
  const page = pack.pages[name];
  if (page === undefined) notFound();
  const { meta } = page;
  const content = renderPage(pack, name, contentComponents(pageView(pack, meta, now())));
  return (
    <PublicPage path={page.address}>
      <PageHeader title={meta.title} lead={meta.description} meta={<Meta meta={meta} />} />
      <ReadingLayout sections={page.anchors.filter(({ depth }) => depth === 2)}>{content}</ReadingLayout>
    </PublicPage>
  );
}

function Meta({ meta }: { meta: PageMeta }) {
  const latest = meta.history[0];
  const review = meta.nextReview && <TimeText value={meta.nextReview} precision="day" />;
  return (
    <DocumentMeta
      absent={notStated}
      facts={{
        version: meta.status === "draft" ? `${meta.version} (draft)` : meta.version,
        effective: <TimeText value={meta.effectiveDate} precision="day" />,
        nextReview: review && (
          <>
            {review}
            {meta.nextReviewNote === null ? null : ` (${meta.nextReviewNote})`}
          </>
        ),
        owner: meta.owner ?? undefined,
      }}
      more={latest === undefined ? [] : [{ term: "Last change", detail: latest.notes }]}
    />
  );
}

export async function contentMetadata(name: string): Promise<Metadata> {
  const meta = (await currentPack()).pages[name]?.meta;
  return meta === undefined ? {} : { title: meta.title, description: meta.description };
}
