import { PortalFrame } from "@/components/accounts/portal-frame";
import { FeedFormats, FeedTable } from "@/components/advisories/feed-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listFeeds } from "@/server/advisories/private-feeds/queries";
import { packIsOpen } from "@/server/agreements/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../page-title";
import { PortalQuery, type Searched } from "../../query";

export const generateMetadata = pageTitle("restricted.feeds.title");

export default async function FeedsPage({ searchParams }: Searched) {
  const viewer = await requireContact("own-feed:manage");
  const { done } = PortalQuery.parse(await searchParams);
  const current = await currentWords();
  const { locale, words, href } = current;
  const feeds = await listFeeds(viewer);
  const ready = await packIsOpen((await currentPack()).name, viewer, now());
  const make = ready ? (
    <ButtonLink href={href("/portal/advisories/feeds/new")} tone="primary">
      {words("restricted.feeds.make")}
    </ButtonLink>
  ) : undefined;
  return (
    <PortalFrame viewer={viewer} path="/portal/advisories/feeds">
      <div className="grid gap-4">
        <Breadcrumbs
          trail={[{ label: words("restricted.portal.title"), href: href("/portal/advisories") }]}
          locale={locale}
        />
        <PageHeader
          title={words("restricted.feeds.title")}
          lead={words("restricted.feeds.lead")}
          actions={feeds.length > 0 ? make : undefined}
        />
      </div>
      {done === "revoked" ? (
        <Callout tone="success" live locale={locale}>
          {words("restricted.feeds.done.revoked")}
        </Callout>
      ) : null}
      {ready ? null : (
        <Callout tone="info" locale={locale}>
          <p>
            {words("restricted.feeds.agreement")}{" "}
            <a href={href("/portal/nda")}>{words("restricted.feeds.agreementLink")}</a>
          </p>
        </Callout>
      )}
      {feeds.length > 0 ? (
        <FeedTable feeds={feeds} current={current} />
      ) : (
        <EmptyState title={words("restricted.feeds.empty")} {...(make === undefined ? {} : { action: make })}>
          {words("restricted.feeds.emptyText")}
        </EmptyState>
      )}
      <FeedFormats current={current} />
    </PortalFrame>
  );
}
