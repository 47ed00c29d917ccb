import { notFound } from "next/navigation";
import { AdvisorySummary, WhoSees } from "@/components/desk/advisories/advisory-summary";
import { OpenGrants, PastGrants } from "@/components/desk/advisories/grant-table";
import { ShowForm } from "@/components/desk/advisories/show-form";
import { DoneCallout } from "@/components/desk/done-callout";
import { OwnWords } from "@/components/site/own-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { accountsToShow, readDeskAdvisory } from "@/server/advisories/access/desk-queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, type SearchParameter, textOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("restricted.one");

export default async function DeskAdvisoryPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("advisory:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const [pack, at] = [await currentPack(), now()];
  const advisory = await readDeskAdvisory(viewer, pack, (await params).id, at);
  if (advisory === null) notFound();
  const shares = may(viewer, "advisory:share");
  const search = ((await textOf(searchParams, "q")) ?? "").trim().slice(0, 200);
  const asked = shares && advisory.forNamed && search !== "";
  const accounts = asked ? await accountsToShow(viewer, pack, advisory.id, search, at) : [];
  return (
    <DeskFrame viewer={viewer} path={`/desk/advisories/${advisory.id}`}>
      <DoneCallout
        done={await textOf(searchParams, "done")}
        sentences={{ shown: words("restricted.desk.done.shown"), ended: words("restricted.desk.done.ended") }}
        locale={locale}
      />
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("restricted.desk.title"), href: href("/desk/advisories") }]}
          locale={locale}
        />
        <PageHeader
          title={<OwnWords locale={locale}>{advisory.title}</OwnWords>}
          eyebrow={advisory.id}
          lead={<OwnWords locale={locale}>{advisory.summary}</OwnWords>}
        />
      </div>
      <AdvisorySummary advisory={advisory} current={current} />
      <WhoSees advisory={advisory} current={current} />
      {advisory.forNamed || advisory.open.length > 0 ? (
        <section aria-labelledby="chosen" className="space-y-6">
          <h2 id="chosen">{words("restricted.desk.chosen")}</h2>
          <OpenGrants advisory={advisory} ends={shares} current={current} />
        </section>
      ) : null}
      {shares && advisory.forNamed ? (
        <section aria-labelledby="show" className="space-y-6">
          <h2 id="show">{words("restricted.desk.show")}</h2>
          <ShowForm advisory={advisory} search={search} accounts={accounts} current={current} />
        </section>
      ) : null}
      {advisory.past.length === 0 ? null : <PastGrants advisory={advisory} current={current} />}
    </DeskFrame>
  );
}
