import { notFound } from "next/navigation";
import { SignatureFacts } from "@/components/desk/agreements/signature-facts";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { maskSignatory, readSignature } from "@/server/agreements/records";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("desk.agreements.one");

export default async function SignaturePage({ params }: IdParameter) {
  const viewer = await requireViewer("signature:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const found = await readSignature(await idOf(params));
  if (found === null) notFound();
  const mayReadRecord = may(viewer, "record:read");
  const signature = mayReadRecord ? found : maskSignatory(found);
  return (
    <DeskFrame viewer={viewer} path={`/desk/agreements/${signature.id}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("desk.agreements.title"), href: href("/desk/agreements") }]}
          locale={locale}
        />
        <PageHeader
          title={signature.accountName}
          eyebrow={words("desk.agreements.ofVersion", { version: signature.version })}
        />
      </div>
      <SignatureFacts signature={signature} current={current} />
      {signature.record === null ? (
        <p className="text-muted">{words("desk.agreements.sealing")}</p>
      ) : mayReadRecord ? (
        <div className="space-y-3">
          <ButtonLink href={`/desk/agreements/${signature.id}/record`}>{words("desk.agreements.download")}</ButtonLink>
          <p className="text-muted">{words("desk.agreements.downloadNote")}</p>
        </div>
      ) : (
        <p className="text-muted">{words("desk.agreements.mayNotRead")}</p>
      )}
    </DeskFrame>
  );
}
