import type { Metadata } from "next";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { InviteForm } from "@/components/accounts/team-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentPack } from "@/server/content/current-pack";

export const metadata: Metadata = { title: "Invite a colleague" };

export default async function InvitationPage() {
  const viewer = await requireContact("team:manage");
  const { publisher } = await currentPack();
  return (
    <PortalFrame publisherName={publisher.names.short} viewer={viewer} path="/portal/team/invitation">
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: "Team", href: "/portal/team" }]} />
        <PageHeader
          title="Invite a colleague"
          lead={`The person is let in for ${viewer.contact.accountName} at once and signs in with a link mailed to the address.`}
        />
      </div>
      <InviteForm />
    </PortalFrame>
  );
}
