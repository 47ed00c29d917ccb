import type { Metadata } from "next";
import { ActivityTable } from "@/components/accounts/activity-table";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { rolesInWords } from "@/components/accounts/role-words";
import { nextStep } from "@/components/agreements/next-step";
import { NextStepSection } from "@/components/agreements/next-step-section";
import { StandingSummary } from "@/components/agreements/standing-summary";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { listTeam } from "@/server/access/team/queries";
import { readAgreement } from "@/server/agreements/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { listAccountEvents } from "@/server/audit/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { stepFacts } from "./step-facts";

export const metadata: Metadata = { title: "Overview" };

const latestShown = 5;

export default async function OverviewPage() {
  const viewer = await requireContact("portal:enter");
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
    <PortalFrame publisherName={names.short} viewer={viewer} path="/portal">
      <PageHeader
        title={viewer.contact.accountName}
        eyebrow={`Your company at ${names.short}`}
        lead={`You are signed in as ${viewer.name}, ${rolesInWords(viewer.contact.roles)}.`}
      />
      <NextStepSection step={nextStep(facts)} />
      <StandingSummary
        standing={agreement.standing}
        currentVersion={agreement.current?.version ?? null}
        signature={signatures.find(({ id }) => id === agreement.signature?.id) ?? null}
      />
      <section className="grid gap-4" aria-labelledby="latest">
        <h2 id="latest">Latest activity</h2>
        <ActivityTable events={activity.events.slice(0, latestShown)} viewerId={viewer.personId} captionHidden />
        <p>
          <a href="/portal/activity">All activity of your company</a>
        </p>
      </section>
    </PortalFrame>
  );
}
