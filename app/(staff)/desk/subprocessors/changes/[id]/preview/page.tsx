import { notFound } from "next/navigation";
import { ChangePreview, isReader, readers } from "@/components/desk/changes/preview";
import { headlineOf } from "@/components/site/subprocessors/change-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { DeskFrame } from "../../../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../../../desk-parameters";
import { pageTitle } from "../../../../page-title";

export const generateMetadata = pageTitle("changes.desk.preview.title");

export default async function ChangePreviewPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("change:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const pack = await currentPack();
  const change = await readChange(viewer, pack.name, await idOf(params));
  if (change === null) notFound();
  const asked = await textOf(searchParams, "reader");
  const reader = isReader(asked) ? asked : "touches";
  const path = `/desk/subprocessors/changes/${change.id}`;
  const tabOf = (each: string) => href(`${path}/preview?reader=${each}`);
  return (
    <DeskFrame viewer={viewer} path={`${path}/preview`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("changes.desk.title"), href: href("/desk/subprocessors") },
            { label: headlineOf(change, current), href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("changes.desk.preview.title")} />
      </div>
      <LinkTabs
        label={words("changes.desk.preview.tabs")}
        tabs={readers.map((each) => ({ label: words(`changes.desk.preview.${each}`), href: tabOf(each) }))}
        current={tabOf(reader)}
      />
      <ChangePreview reader={reader} change={change} pack={pack} at={now()} current={current} />
    </DeskFrame>
  );
}
