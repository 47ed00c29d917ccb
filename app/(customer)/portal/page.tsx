import { ActivityTable } from "@/components/accounts/activity-table";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { rolesInWords } from "@/components/accounts/role-words";
import { nextStep } from "@/components/agreements/next-step";
import { NextStepSection } from "@/components/agreements/next-step-section";
import { StandingSummary } from "@/components/agreements/standing-summary";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listTeam } from "@/server/access/team/queries";
import { readAgreement } from "@/server/agreements/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { listAccountEvents } from "@/server/audit/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "./page-title";
import { stepFacts } from "./step-facts";

export const generateMetadata = pageTitle("portal.nav.overview");

const latestShown = 5;

export default async function OverviewPage() {
  const viewer = await requireContact("portal:enter");
  const current = await currentWords();
  const { words, href } = current;
  const pack = await currentPack();
  const agreement = await readAgreement(pack, viewer, now());
  const [signatures, team, activity] = await Promise.all([
    listAccountSignatures(viewer),
    listTeam(viewer),
    listAccountEvents(viewer.contact.accountId, { titles: agreement.standing === "ready" }),
  ]);
  const { names } = pack.publisher;
  const facts = stepFacts(viewer, pack.publisher, agreement, team, signatures.length > 0);
  return (
    <PortalFrame viewer={viewer} path="/portal">
      <PageHeader
        title={viewer.contact.accountName}
        eyebrow={words("portal.overview.eyebrow", { publisher: names.short })}
        lead={words("portal.overview.lead", {
          name: viewer.name,
          roles: rolesInWords(viewer.contact.roles, words),
        })}
      />
      <NextStepSection step={nextStep(facts, words)} current={current} />
      <StandingSummary
        standing={agreement.standing}
        currentVersion={agreement.current?.version ?? null}
        signature={signatures.find(({ id }) => id === agreement.signature?.id) ?? null}
        current={current}
      />
      <section className="grid gap-4" aria-labelledby="latest">
        <h2 id="latest">{words("portal.overview.latest")}</h2>
        <ActivityTable
          events={activity.events.slice(0, latestShown)}
          viewerId={viewer.personId}
          captionHidden
          current={current}
        />
        <p>
          <a href={href("/portal/activity")}>{words("portal.overview.all")}</a>
        </p>
      </section>
    </PortalFrame>
  );
}
