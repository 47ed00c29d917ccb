import { notFound } from "next/navigation";
import { ChangeForm } from "@/components/desk/changes/change-form";
import { headlineOf } from "@/components/site/subprocessors/change-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { DeskFrame } from "../../../../desk-frame";
import { type IdParameter, idOf } from "../../../../desk-parameters";
import { pageTitle } from "../../../../page-title";

export const generateMetadata = pageTitle("changes.desk.draft.title");

/** There for its author alone, and while it is a draft. */
export default async function DraftPage({ params }: IdParameter) {
  const viewer = await requireViewer("change:propose");
  const current = await currentWords();
  const { locale, words, href } = current;
  const change = await readChange(viewer, (await currentPack()).name, await idOf(params));
  if (change === null || change.state !== "draft" || change.authorId !== viewer.personId) notFound();
  const path = `/desk/subprocessors/changes/${change.id}`;
  const { kind, previous, entry, reasons, assessment, alternatives } = change;
  return (
    <DeskFrame viewer={viewer} path={`${path}/draft`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("changes.desk.title"), href: href("/desk/subprocessors") },
            { label: headlineOf(change, current), href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("changes.desk.draft.title")} lead={words("changes.desk.new.formLead")} />
      </div>
      <ChangeForm
        changeId={change.id}
        proposed={{ kind, of: previous?.id ?? null, entry, reasons, assessment, alternatives }}
        current={current}
      />
      <p>
        <a href={href(path)}>{words("changes.desk.withdrawal.back")}</a>
      </p>
    </DeskFrame>
  );
}
