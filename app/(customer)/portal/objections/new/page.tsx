import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { DraftForm } from "@/components/objections/draft-form";
import { ObjectedChange } from "@/components/objections/objected-change";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { readDraft } from "@/server/objections/drafts/drafts";
import { findOpenObjection, listObjectable } from "@/server/objections/queries";
import { orderFormsOf } from "@/server/order-forms/queries";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../page-title";
import { PortalQuery, type Searched } from "../../query";

export const generateMetadata = pageTitle("objections.new.title");

/** Begun before, it goes on with the draft; filed already, with the objection. */
export default async function NewObjectionPage({ searchParams }: Searched) {
  const viewer = await requireContact("objection:file");
  const current = await currentWords();
  const { locale, words, href } = current;
  const changeId = z.uuid().safeParse(PortalQuery.parse(await searchParams).change).data;
  if (changeId === undefined) redirect(href("/portal/objections"));
  const { name } = await currentPack();
  const open = await findOpenObjection(viewer, name, changeId);
  if (open !== null) redirect(href(`/portal/objections/${open.id}`));
  const draft = await readDraft(viewer, name, { changeId });
  if (draft !== null) redirect(href(`/portal/objections/drafts/${draft.id}`));
  const at = now();
  const notice = (await listObjectable(viewer, name, at)).find(({ change }) => change?.id === changeId);
  if (notice === undefined) notFound();
  const orderForms = (await orderFormsOf(viewer)).filter(({ endedAt }) => endedAt === null);
  return (
    <PortalFrame viewer={viewer} path={`/portal/objections/new?change=${changeId}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("objections.title"), href: href("/portal/objections") }]} locale={locale} />
        <PageHeader title={words("objections.new.title")} lead={words("objections.new.lead")} />
      </div>
      <ObjectedChange notice={notice} at={at} current={current} />
      <DraftForm changeId={changeId} draft={null} orderForms={orderForms} current={current} />
    </PortalFrame>
  );
}
