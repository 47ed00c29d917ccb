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
import { readAgreement } from "@/server/agreements/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { stepFacts } from "../step-facts";

export const generateMetadata = pageTitle("restricted.portal.title");

export default async function AdvisoriesPage() {
  const viewer = await requireContact("own-advisory:read");
  const current = await currentWords();
  const { words, href } = current;
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
    <PortalFrame viewer={viewer} path="/portal/advisories">
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
        <AdvisoryList advisories={advisories} narrowed={false} under="/portal/advisories" withTlp current={current} />
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
