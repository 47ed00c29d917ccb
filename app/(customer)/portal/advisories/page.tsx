import { PortalFrame } from "@/components/accounts/portal-frame";
import { nextStep } from "@/components/agreements/next-step";
import { NextStepSection } from "@/components/agreements/next-step-section";
import { AdvisoryList } from "@/components/site/advisories/advisory-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listTeam } from "@/server/access/team/queries";
import { readableAdvisories } from "@/server/advisories/access/readable";
import { AdvisoryQuery } from "@/server/advisories/list-query";
import { readAgreement } from "@/server/agreements/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { stepFacts } from "../step-facts";

export const generateMetadata = pageTitle("restricted.portal.title");

interface Searched {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const path = "/portal/advisories";

export default async function AdvisoriesPage({ searchParams }: Searched) {
  const viewer = await requireContact("own-advisory:read");
  const current = await currentWords();
  const { words, href } = current;
  const query = AdvisoryQuery.parse({ before: (await searchParams).before });
  const [pack, at] = [await currentPack(), now()];
  const [advisories, agreement, signatures, team] = await Promise.all([
    readableAdvisories(pack, viewer.contact, at),
    readAgreement(pack, viewer, at),
    listAccountSignatures(viewer),
    listTeam(viewer),
  ]);
  const { short: name } = pack.publisher.names;
  const ready = agreement.standing === "ready";
  const facts = stepFacts(viewer, pack.publisher, agreement, team, signatures.length > 0);
  return (
    <PortalFrame viewer={viewer} path={path}>
      <PageHeader
        title={words("restricted.portal.title")}
        lead={
          ready
            ? words("restricted.portal.lead", { name, account: viewer.contact.accountName })
            : words("restricted.portal.leadUnsigned", { name })
        }
      />
      {ready ? null : <NextStepSection step={nextStep(facts, words)} current={current} />}
      {advisories.length === 0 ? (
        <EmptyState title={words("restricted.portal.empty")}>{words("restricted.portal.emptyText")}</EmptyState>
      ) : (
        <AdvisoryList advisories={advisories} query={query} under={path} withTlp current={current} />
      )}
      {ready ? (
        <section className="grid gap-3" aria-labelledby="private">
          <h2 id="private">{words("restricted.portal.private")}</h2>
          <p>{words("restricted.portal.privateText")}</p>
          <p>
            <a href={href("/portal/advisories/feeds")}>{words("restricted.portal.privateLink")}</a>
          </p>
        </section>
      ) : null}
    </PortalFrame>
  );
}
