import { notFound } from "next/navigation";
import { WithdrawForm } from "@/components/desk/documents/withdraw-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readDocument } from "@/server/vault/desk-queries";
import { DeskFrame } from "../../../../../desk-frame";
import { idOf } from "../../../../../desk-parameters";
import { pageTitle } from "../../../../../page-title";

export const generateMetadata = pageTitle("desk.documents.withdrawal.title");

export default async function WithdrawalPage({ params }: { params: Promise<{ id: string; version: string }> }) {
  const viewer = await requireViewer("document:publish");
  const current = await currentWords();
  const { locale, words, href } = current;
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
            { label: words("desk.documents.title"), href: href("/desk/documents") },
            { label: document.title, href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("desk.documents.version.withdraw", { number: String(version.number) })} />
      </div>
      {version.state === "withdrawn" ? (
        <Callout
          tone="success"
          title={words("desk.documents.withdrawal.doneTitle", { number: String(version.number) })}
          locale={locale}
        >
          {words("desk.documents.withdrawal.done")}
        </Callout>
      ) : (
        <>
          <Callout tone="danger" title={words("desk.documents.withdrawal.warningTitle")} locale={locale}>
            {words("desk.documents.withdrawal.warning", { file: version.fileName })}
          </Callout>
          <WithdrawForm versionId={version.id} number={version.number} current={current} />
        </>
      )}
      <p>
        <a href={href(path)}>{words("desk.documents.withdrawal.back")}</a>
      </p>
    </DeskFrame>
  );
}
