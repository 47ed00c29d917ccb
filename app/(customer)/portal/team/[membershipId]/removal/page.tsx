import { PortalFrame } from "@/components/accounts/portal-frame";
import { RemovalForm } from "@/components/accounts/team-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { pageTitle } from "../../../page-title";
import { type MemberAddress, memberAt } from "../../member";

export const generateMetadata = pageTitle("team.removal.title");

export default async function RemovalPage(address: MemberAddress) {
  const viewer = await requireContact("team:manage");
  const member = await memberAt(viewer, address);
  const current = await currentWords();
  const { locale, words, href } = current;
  const { publisher } = await currentPack();
  const here = `/portal/team/${member.membershipId}`;
  return (
    <PortalFrame viewer={viewer} path={`${here}/removal`}>
      <div className="grid gap-4">
        <Breadcrumbs
          trail={[
            { label: words("team.title"), href: href("/portal/team") },
            { label: member.name, href: href(here) },
          ]}
          locale={locale}
        />
        <PageHeader
          title={member.self ? words("team.removal.own") : words("team.removal.other", { name: member.name })}
          lead={member.email}
        />
      </div>
      <ul className="grid max-w-[36em] list-disc gap-2 ps-5">
        <li>{words(member.self ? "team.removal.ownSignedOut" : "team.removal.otherSignedOut")}</li>
        <li>{words("team.removal.stays")}</li>
        <li>{words("team.removal.later", { publisher: publisher.names.short })}</li>
      </ul>
      <RemovalForm member={member} current={current} />
    </PortalFrame>
  );
}
