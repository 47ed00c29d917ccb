import type { Metadata } from "next";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { RoleList } from "@/components/accounts/role-list";
import { TeamTable } from "@/components/accounts/team-table";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { may } from "@/server/access/permissions";
import { listTeam } from "@/server/access/team/queries";
import { currentPack } from "@/server/content/current-pack";
import { PortalQuery, type Searched } from "../query";

export const metadata: Metadata = { title: "Team" };

const outcomes = new Map([
  ["invited", "Your colleague is added. A mail tells how to sign in."],
  ["changed", "The roles are changed. They count from now on."],
  ["removed", "The access is ended, and every session with it. A mail tells your former colleague."],
]);

export default async function TeamPage({ searchParams }: Searched) {
  const viewer = await requireContact("team:read");
  const { done = "" } = PortalQuery.parse(await searchParams);
  const { publisher } = await currentPack();
  const manages = may(viewer, "team:manage");
  const outcome = outcomes.get(done);
  return (
    <PortalFrame publisherName={publisher.names.short} viewer={viewer} path="/portal/team">
      <PageHeader
        title="Team"
        lead={`Who is let in for ${viewer.contact.accountName}, and what each may do.`}
        actions={manages ? <ButtonLink href="/portal/team/invitation">Invite a colleague</ButtonLink> : undefined}
      />
      {outcome === undefined ? null : (
        <Callout tone="success" live>
          {outcome}
        </Callout>
      )}
      <TeamTable team={await listTeam(viewer)} manages={manages} />
      <section className="grid max-w-[46rem] gap-4" aria-labelledby="roles">
        <h2 id="roles">What each role may do</h2>
        <p>
          Everybody here may read and acknowledge the agreement, see which documents there are, and see the team and the
          activity. A role adds to that; a person may hold several.
        </p>
        <RoleList />
        {manages ? null : <p className="text-muted">An admin of your company changes the team.</p>}
      </section>
    </PortalFrame>
  );
}
