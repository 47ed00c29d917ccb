import type { Metadata } from "next";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { RemovalForm } from "@/components/accounts/team-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentPack } from "@/server/content/current-pack";
import { type MemberAddress, memberAt } from "../../member";

export const metadata: Metadata = { title: "End a colleague’s access" };

export default async function RemovalPage(address: MemberAddress) {
  const viewer = await requireContact("team:manage");
  const member = await memberAt(viewer, address);
  const { publisher } = await currentPack();
  const here = `/portal/team/${member.membershipId}`;
  return (
    <PortalFrame publisherName={publisher.names.short} viewer={viewer} path={`${here}/removal`}>
      <div className="grid gap-4">
        <Breadcrumbs
          trail={[
            { label: "Team", href: "/portal/team" },
            { label: member.name, href: here },
          ]}
        />
        <PageHeader
          title={member.self ? "End your own access?" : `End the access of ${member.name}?`}
          lead={member.email}
        />
      </div>
      <ul className="grid max-w-[36em] list-disc gap-2 ps-5">
        <li>
          {member.self
            ? "You are signed out at once and cannot come in again."
            : "The person is signed out at once, cannot come in again, and gets a mail about it."}
        </li>
        <li>Signatures and the record of downloads stay. A signature for your company keeps counting.</li>
        <li>{publisher.names.short}’s staff review any later request for access from this address.</li>
      </ul>
      <RemovalForm member={member} />
    </PortalFrame>
  );
}
