import { PortalFrame } from "@/components/accounts/portal-frame";
import { InviteForm } from "@/components/accounts/team-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("team.invite");

export default async function InvitationPage() {
  const viewer = await requireContact("team:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  return (
    <PortalFrame viewer={viewer} path="/portal/team/invitation">
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("team.title"), href: href("/portal/team") }]} locale={locale} />
        <PageHeader
          title={words("team.invite")}
          lead={words("team.inviteLead", { account: viewer.contact.accountName })}
        />
      </div>
      <InviteForm current={current} />
    </PortalFrame>
  );
}
