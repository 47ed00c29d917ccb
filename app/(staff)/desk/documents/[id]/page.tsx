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
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readDocument } from "@/server/vault/desk-queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("desk.documents.one");

export default async function DocumentPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("document:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name } = await currentPack();
  const document = await readDocument(viewer, name, await idOf(params), now());
  if (document === null) notFound();
  const path = `/desk/documents/${document.id}`;
  const sentences = {
    published: words("desk.documents.done.published"),
    changed: words("desk.documents.done.changed"),
    named: words("desk.documents.done.named"),
  };
  const publishes = may(viewer, "document:publish");
  return (
    <DeskFrame viewer={viewer} path={path}>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("desk.documents.title"), href: href("/desk/documents") }]}
          locale={locale}
        />
        <PageHeader
          title={document.title}
          eyebrow={words(`vault.kind.${document.kind}`)}
          {...(document.description === "" ? {} : { lead: document.description })}
        />
      </div>
      <section aria-labelledby="versions" className="space-y-4">
        <h2 id="versions">{words("desk.documents.versions")}</h2>
        <VersionTable
          versions={document.versions}
          unmarkable={document.unmarkable}
          current={current}
          {...(publishes
            ? { withdrawal: (versionId: string) => href(`${path}/versions/${versionId}/withdrawal`) }
            : {})}
        />
      </section>
      <section aria-labelledby="publish" className="space-y-6">
        <h2 id="publish">{words("desk.documents.newVersion")}</h2>
        {document.source === "built" ? (
          <p className="max-w-prose text-muted">{words("desk.documents.built")}</p>
        ) : publishes ? (
          <UploadVersion documentId={document.id} locale={locale} />
        ) : (
          <p className="max-w-prose text-muted">{words("desk.documents.othersPublish")}</p>
        )}
      </section>
      {document.class === "named_accounts" ? (
        <section aria-labelledby="named" className="space-y-6">
          <h2 id="named">{words("desk.documents.named")}</h2>
          <Naming
            document={document}
            current={current}
            {...(publishes ? { accounts: await accountChoices(viewer) } : {})}
          />
        </section>
      ) : null}
      <section aria-labelledby="readers" className="space-y-6">
        <h2 id="readers">{words("desk.documents.readers")}</h2>
        <DocumentSettings document={document} editable={publishes} current={current} />
      </section>
    </DeskFrame>
  );
}
