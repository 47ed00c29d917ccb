import { PortalFrame } from "@/components/accounts/portal-frame";
import { DoneCallout } from "@/components/desk/done-callout";
import { DraftTable, ObjectableTable, OwnObjectionTable } from "@/components/objections/objection-tables";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { listDrafts } from "@/server/objections/drafts/drafts";
import { listObjectable, listOwnObjections } from "@/server/objections/queries";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { PortalQuery, type Searched } from "../query";

export const generateMetadata = pageTitle("objections.title");

export default async function ObjectionsPage({ searchParams }: Searched) {
  const viewer = await requireContact("objection:read");
  const { done } = PortalQuery.parse(await searchParams);
  const current = await currentWords();
  const { locale, words } = current;
  const { name, publisher } = await currentPack();
  const [at, mayFile] = [now(), may(viewer, "objection:file")];
  const [objections, objectable, drafts] = await Promise.all([
    listOwnObjections(viewer, name),
    listObjectable(viewer, name, at),
    mayFile ? listDrafts(viewer, name) : [],
  ]);
  const sentences = { saved: words("objections.done.saved"), dropped: words("objections.done.dropped") };
  return (
    <PortalFrame viewer={viewer} path="/portal/objections">
      <PageHeader title={words("objections.title")} lead={words("objections.lead")} />
      <DoneCallout done={done} sentences={sentences} locale={locale} />
      {mayFile ? null : <p className="max-w-prose">{words("objections.readOnly")}</p>}
      <section aria-label={words("objections.caption")}>
        <OwnObjectionTable objections={objections} publisher={publisher.names.short} at={at} current={current} />
      </section>
      {drafts.length === 0 ? null : (
        <section className="grid gap-4" aria-labelledby="drafts">
          <h2 id="drafts">{words("objections.drafts.title")}</h2>
          <p className="max-w-prose text-muted">{words("objections.drafts.lead")}</p>
          <DraftTable drafts={drafts} current={current} />
        </section>
      )}
      <section className="grid gap-4" aria-labelledby="objectable">
        <h2 id="objectable">{words("objections.objectable.title")}</h2>
        <ObjectableTable notices={objectable} mayFile={mayFile} at={at} current={current} />
      </section>
    </PortalFrame>
  );
}
