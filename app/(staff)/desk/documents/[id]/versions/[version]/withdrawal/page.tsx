import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WithdrawForm } from "@/components/desk/documents/withdraw-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readDocument } from "@/server/vault/desk-queries";
import { DeskFrame } from "../../../../../desk-frame";
import { idOf } from "../../../../../desk-parameters";

export const metadata: Metadata = { title: "Withdraw a version" };

export default async function WithdrawalPage({ params }: { params: Promise<{ id: string; version: string }> }) {
  const viewer = await requireViewer("document:publish");
  const { name } = await currentPack();
  const document = await readDocument(viewer, name, await idOf(params), now());
  const wanted = (await params).version;
  const version = document?.versions.find((each) => each.id === wanted);
  if (document === null || version === undefined) notFound();
  const path = `/desk/documents/${document.id}`;
  return (
    <DeskFrame viewer={viewer} path={path}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: "Documents", href: "/desk/documents" },
            { label: document.title, href: path },
          ]}
        />
        <PageHeader title={`Withdraw version ${version.number}`} />
      </div>
      {version.state === "withdrawn" ? (
        <Callout tone="success" title={`Version ${version.number} is withdrawn`}>
          Nobody can fetch it any more.
        </Callout>
      ) : (
        <>
          <Callout tone="danger" title="It cannot be taken back">
            <p>
              From then on nobody can fetch “{version.fileName}”, not even by a download that was started. Copies that
              were sent stay sent. To bring the file back, publish it as a new version.
            </p>
          </Callout>
          <WithdrawForm versionId={version.id} number={version.number} />
        </>
      )}
      <p>
        <a href={path}>Back to the document</a>
      </p>
    </DeskFrame>
  );
}
