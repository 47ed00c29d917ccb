import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TracedCopy } from "@/components/desk/documents/traced-copy";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { readTraced } from "@/server/vault/trace";
import { DeskFrame } from "../../../desk-frame";
import type { IdParameter } from "../../../desk-parameters";

export const metadata: Metadata = { title: "Traced copy" };

export default async function TracedPage({ params }: IdParameter) {
  const viewer = await requireViewer("download:trace");
  const copy = await readTraced(viewer, (await params).id);
  if (copy === null) notFound();
  return (
    <DeskFrame viewer={viewer} path={`/desk/documents/trace/${copy.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Trace a copy", href: "/desk/documents/trace" }]} />
        <PageHeader title={copy.id} eyebrow="Traced copy" />
      </div>
      <TracedCopy copy={copy} />
    </DeskFrame>
  );
}
