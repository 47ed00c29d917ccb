import type { Metadata } from "next";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { ChangeRolesForm } from "@/components/accounts/team-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentPack } from "@/server/content/current-pack";
import { type MemberAddress, memberAt } from "../member";

export const metadata: Metadata = { title: "Change a colleague’s roles" };

export default async function MemberPage(address: MemberAddress) {
  const viewer = await requireContact("team:manage");
  const member = await memberAt(viewer, address);
  const { publisher } = await currentPack();
  return (
    <PortalFrame publisherName={publisher.names.short} viewer={viewer} path={`/portal/team/${member.membershipId}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: "Team", href: "/portal/team" }]} />
        <PageHeader title={member.self ? `${member.name} (you)` : member.name} lead={member.email} />
      </div>
      <ChangeRolesForm member={member} />
      <section className="grid max-w-[34rem] gap-4 border-t border-hairline pt-8" aria-labelledby="ending">
        <h2 id="ending">End the access</h2>
        <p>For somebody who has left the company or should not come in here any more.</p>
        <div className="button-row">
          <ButtonLink href={`/portal/team/${member.membershipId}/removal`}>End access …</ButtonLink>
        </div>
      </section>
    </PortalFrame>
  );
}
