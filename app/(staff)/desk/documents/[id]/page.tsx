import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocumentSettings } from "@/components/desk/documents/document-settings";
import { Naming } from "@/components/desk/documents/naming";
import { UploadVersion } from "@/components/desk/documents/upload-version";
import { VersionTable } from "@/components/desk/documents/version-table";
import { DoneCallout } from "@/components/desk/done-callout";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { accountChoices } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readDocument } from "@/server/vault/desk-queries";
import { documentKindLabels } from "@/server/vault/policy";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../desk-parameters";

export const metadata: Metadata = { title: "Document" };

const sentences = {
  published: "The new version is published.",
  changed: "The change is saved. It counts from the next download on.",
  named: "The named accounts are changed. It counts from the next download on.",
};

export default async function DocumentPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("document:read");
  const { name } = await currentPack();
  const document = await readDocument(viewer, name, await idOf(params), now());
  if (document === null) notFound();
  const path = `/desk/documents/${document.id}`;
  const publishes = may(viewer, "document:publish");
  return (
    <DeskFrame viewer={viewer} path={path}>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} />
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Documents", href: "/desk/documents" }]} />
        <PageHeader
          title={document.title}
          eyebrow={documentKindLabels[document.kind]}
          {...(document.description === "" ? {} : { lead: document.description })}
        />
      </div>
      <section aria-labelledby="versions" className="space-y-4">
        <h2 id="versions">Versions</h2>
        <VersionTable
          versions={document.versions}
          unmarkable={document.unmarkable}
          {...(publishes ? { withdrawal: (versionId: string) => `${path}/versions/${versionId}/withdrawal` } : {})}
        />
      </section>
      <section aria-labelledby="publish" className="space-y-6">
        <h2 id="publish">New version</h2>
        {document.source === "built" ? (
          <p className="max-w-prose text-muted">
            This document is built from the content pack: change the pack, and its next version is built from it.
            Nothing is uploaded here.
          </p>
        ) : publishes ? (
          <UploadVersion documentId={document.id} />
        ) : (
          <p className="max-w-prose text-muted">A trust manager or the security team publishes new versions.</p>
        )}
      </section>
      {document.class === "named_accounts" ? (
        <section aria-labelledby="named" className="space-y-6">
          <h2 id="named">Named accounts</h2>
          <Naming document={document} {...(publishes ? { accounts: await accountChoices(viewer) } : {})} />
        </section>
      ) : null}
      <section aria-labelledby="readers" className="space-y-6">
        <h2 id="readers">Readers and marking</h2>
        <DocumentSettings document={document} editable={publishes} />
      </section>
    </DeskFrame>
  );
}
