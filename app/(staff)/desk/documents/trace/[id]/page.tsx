import { notFound } from "next/navigation";
import { TracedCopy } from "@/components/desk/documents/traced-copy";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { readTraced } from "@/server/vault/trace";
import { DeskFrame } from "../../../desk-frame";
import type { IdParameter } from "../../../desk-parameters";
import { pageTitle } from "../../../page-title";

export const generateMetadata = pageTitle("desk.trace.one");

export default async function TracedPage({ params }: IdParameter) {
  const viewer = await requireViewer("download:trace");
  const current = await currentWords();
  const { locale, words, href } = current;
  const copy = await readTraced(viewer, (await params).id);
  if (copy === null) notFound();
  return (
    <DeskFrame viewer={viewer} path={`/desk/documents/trace/${copy.id}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("desk.trace.title"), href: href("/desk/documents/trace") }]}
          locale={locale}
        />
        <PageHeader title={copy.id} eyebrow={words("desk.trace.one")} />
      </div>
      <TracedCopy copy={copy} current={current} />
    </DeskFrame>
  );
}
