import { PortalFrame } from "@/components/accounts/portal-frame";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { makeFeedAddress } from "@/server/advisories/private-feeds/actions";
import { pageTitle } from "../../../page-title";

export const generateMetadata = pageTitle("restricted.feeds.make");

export default async function NewFeedPage() {
  const viewer = await requireContact("own-feed:manage");
  const { locale, words, href } = await currentWords();
  return (
    <PortalFrame viewer={viewer} path="/portal/advisories/feeds/new">
      <div className="grid gap-4">
        <Breadcrumbs
          trail={[
            { label: words("restricted.portal.title"), href: href("/portal/advisories") },
            { label: words("restricted.feeds.title"), href: href("/portal/advisories/feeds") },
          ]}
          locale={locale}
        />
        <PageHeader title={words("restricted.feeds.make")} lead={words("restricted.feeds.lead")} />
      </div>
      <ul className="grid max-w-[36em] list-disc gap-2 ps-5">
        <li>{words("restricted.feeds.secret")}</li>
        <li>{words("restricted.feeds.follows", { account: viewer.contact.accountName })}</li>
      </ul>
      <ActionForm action={makeFeedAddress} id="feed" locale={locale} hideWhenDone>
        <SubmitButton>{words("restricted.feeds.make")}</SubmitButton>
      </ActionForm>
    </PortalFrame>
  );
}
