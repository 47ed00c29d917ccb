import { PortalFrame } from "@/components/accounts/portal-frame";
import { RoleList } from "@/components/accounts/role-list";
import { TeamTable } from "@/components/accounts/team-table";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { listTeam } from "@/server/access/team/queries";
import type { WordKey } from "@/server/words/words";
import { pageTitle } from "../page-title";
import { PortalQuery, type Searched } from "../query";

export const generateMetadata = pageTitle("team.title");

const outcomes = new Map<string, WordKey>([
  ["invited", "team.done.invited"],
  ["changed", "team.done.changed"],
  ["removed", "team.done.removed"],
]);

export default async function TeamPage({ searchParams }: Searched) {
  const viewer = await requireContact("team:read");
  const { done = "" } = PortalQuery.parse(await searchParams);
  const current = await currentWords();
  const { locale, words, href } = current;
  const manages = may(viewer, "team:manage");
  const outcome = outcomes.get(done);
  return (
    <PortalFrame viewer={viewer} path="/portal/team">
      <PageHeader
        title={words("team.title")}
        lead={words("team.lead", { account: viewer.contact.accountName })}
        actions={
          manages ? <ButtonLink href={href("/portal/team/invitation")}>{words("team.invite")}</ButtonLink> : undefined
        }
      />
      {outcome === undefined ? null : (
        <Callout tone="success" live locale={locale}>
          {words(outcome)}
        </Callout>
      )}
      <TeamTable team={await listTeam(viewer)} manages={manages} current={current} />
      <section className="grid max-w-[46rem] gap-4" aria-labelledby="roles">
        <h2 id="roles">{words("team.rolesTitle")}</h2>
        <p>{words("team.rolesLead")}</p>
        <RoleList words={words} />
        {manages ? null : <p className="text-muted">{words("team.adminChanges")}</p>}
      </section>
    </PortalFrame>
  );
}
