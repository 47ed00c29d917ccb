import { PortalFrame } from "@/components/accounts/portal-frame";
import { DraftForm } from "@/components/objections/draft-form";
import { DropDraftForm } from "@/components/objections/filing-forms";
import { ObjectedChange } from "@/components/objections/objected-change";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { orderFormsOf } from "@/server/order-forms/queries";
import { pageTitle } from "../../../page-title";
import { type DraftAddress, ownDraft } from "../own-draft";

export const generateMetadata = pageTitle("objections.new.title");

export default async function DraftPage(address: DraftAddress) {
  const viewer = await requireContact("objection:file");
  const { draft, notice, at } = await ownDraft(viewer, address);
  const current = await currentWords();
  const { locale, words, href } = current;
  const orderForms = (await orderFormsOf(viewer)).filter(({ endedAt }) => endedAt === null);
  return (
    <PortalFrame viewer={viewer} path={`/portal/objections/drafts/${draft.id}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("objections.title"), href: href("/portal/objections") }]} locale={locale} />
        <PageHeader title={words("objections.new.title")} lead={words("objections.new.lead")} />
      </div>
      <ObjectedChange notice={notice} at={at} current={current} />
      <DraftForm changeId={draft.changeId} draft={draft} orderForms={orderForms} current={current} />
      <DropDraftForm draftId={draft.id} current={current} />
    </PortalFrame>
  );
}
