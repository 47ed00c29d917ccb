import { PortalFrame } from "@/components/accounts/portal-frame";
import { ChangeRolesForm } from "@/components/accounts/team-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../page-title";
import { type MemberAddress, memberAt } from "../member";

export const generateMetadata = pageTitle("team.member.title");

export default async function MemberPage(address: MemberAddress) {
  const viewer = await requireContact("team:manage");
  const member = await memberAt(viewer, address);
  const current = await currentWords();
  const { locale, words, href } = current;
  return (
    <PortalFrame viewer={viewer} path={`/portal/team/${member.membershipId}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("team.title"), href: href("/portal/team") }]} locale={locale} />
        <PageHeader
          title={member.self ? words("team.table.you", { name: member.name }) : member.name}
          lead={member.email}
        />
      </div>
      <ChangeRolesForm member={member} current={current} />
      <section className="grid max-w-[34rem] gap-4 border-t border-hairline pt-8" aria-labelledby="ending">
        <h2 id="ending">{words("team.member.endTitle")}</h2>
        <p>{words("team.member.endLead")}</p>
        <div className="button-row">
          <ButtonLink href={href(`/portal/team/${member.membershipId}/removal`)}>{words("team.member.end")}</ButtonLink>
        </div>
      </section>
    </PortalFrame>
  );
}
