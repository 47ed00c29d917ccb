import { PortalFrame } from "@/components/accounts/portal-frame";
import { DoneCallout } from "@/components/desk/done-callout";
import { DraftSummary } from "@/components/objections/draft-summary";
import { FileName, FilesForm, FileTable } from "@/components/objections/files";
import { DropDraftForm, FileObjectionForm, RemoveFileForm } from "@/components/objections/filing-forms";
import { ObjectedChange } from "@/components/objections/objected-change";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { orderFormsOf } from "@/server/order-forms/queries";
import { pageTitle } from "../../../../page-title";
import { PortalQuery, type Searched } from "../../../../query";
import { type DraftAddress, ownDraft } from "../../own-draft";

export const generateMetadata = pageTitle("objections.check.title");

export default async function CheckPage({ params, searchParams }: DraftAddress & Searched) {
  const viewer = await requireContact("objection:file");
  const { draft, notice, publisher, at } = await ownDraft(viewer, { params });
  const { done, problem } = PortalQuery.parse(await searchParams);
  const current = await currentWords();
  const { locale, words, href } = current;
  const here = `/portal/objections/drafts/${draft.id}`;
  const sentences = { added: words("objections.done.added"), removed: words("objections.done.removed") };
  const days = publisher.portal.objections.staffAnswerBusinessDays;
  return (
    <PortalFrame viewer={viewer} path={`${here}/check`}>
      <div className="grid gap-4">
        <Breadcrumbs
          trail={[
            { label: words("objections.title"), href: href("/portal/objections") },
            { label: words("objections.new.title"), href: href(here) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("objections.check.title")} lead={words("objections.check.lead")} />
      </div>
      <ObjectedChange notice={notice} at={at} current={current} />
      <section className="grid gap-4" aria-labelledby="written">
        <h2 id="written">{words("objections.check.written")}</h2>
        <DraftSummary draft={draft} orderForms={await orderFormsOf(viewer)} current={current} />
        <p>
          <a href={href(here)}>{words("objections.check.change")}</a>
        </p>
      </section>
      <section className="grid gap-4" aria-labelledby="files">
        <h2 id="files">{words("objections.check.files")}</h2>
        <DoneCallout done={done} sentences={sentences} locale={locale} />
        {draft.files.length === 0 ? null : (
          <FileTable
            files={draft.files}
            nameOf={({ name }) => <FileName name={name} current={current} />}
            more={[
              {
                header: words("objections.file.change"),
                cell: (file) => <RemoveFileForm draftId={draft.id} file={file} current={current} />,
              },
            ]}
            current={current}
          />
        )}
        <FilesForm action={`${here}/files`} problem={problem} current={current} />
      </section>
      <section className="grid gap-4" aria-labelledby="filing">
        <h2 id="filing">{words("objections.check.fileTitle")}</h2>
        <p className="max-w-prose">{words("objections.check.what", { publisher: publisher.names.short, days })}</p>
        <FileObjectionForm draftId={draft.id} current={current} />
        <DropDraftForm draftId={draft.id} current={current} />
      </section>
    </PortalFrame>
  );
}
