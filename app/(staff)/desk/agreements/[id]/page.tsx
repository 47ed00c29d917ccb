import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SignatureFacts } from "@/components/desk/agreements/signature-facts";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { may } from "@/server/access/permissions";
import { maskSignatory, readSignature } from "@/server/agreements/records";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf } from "../../desk-parameters";

export const metadata: Metadata = { title: "Signature" };

export default async function SignaturePage({ params }: IdParameter) {
  const viewer = await requireViewer("signature:read");
  const found = await readSignature(await idOf(params));
  if (found === null) notFound();
  const mayReadRecord = may(viewer, "record:read");
  const signature = mayReadRecord ? found : maskSignatory(found);
  return (
    <DeskFrame viewer={viewer} path={`/desk/agreements/${signature.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Agreements", href: "/desk/agreements" }]} />
        <PageHeader title={signature.accountName} eyebrow={`Signature of version ${signature.version}`} />
      </div>
      <SignatureFacts signature={signature} />
      {signature.record === null ? (
        <p className="text-muted">The sealed record is being made. Load this page again in a minute.</p>
      ) : mayReadRecord ? (
        <div className="space-y-3">
          <ButtonLink href={`/desk/agreements/${signature.id}/record`}>Download the sealed record (PDF)</ButtonLink>
          <p className="text-muted">The download is recorded, and the account sees it in its activity.</p>
        </div>
      ) : (
        <p className="text-muted">The sealed record names the signatory; a trust manager may download it.</p>
      )}
    </DeskFrame>
  );
}
