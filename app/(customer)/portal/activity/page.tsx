import { ActivityTable } from "@/components/accounts/activity-table";
import { ChainExplained } from "@/components/accounts/chain-explained";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { packIsOpen } from "@/server/agreements/queries";
import { listAccountEvents } from "@/server/audit/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { PortalQuery, type Searched } from "../query";

export const generateMetadata = pageTitle("portal.nav.activity");

export default async function ActivityPage({ searchParams }: Searched) {
  const viewer = await requireContact("activity:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { before } = PortalQuery.parse(await searchParams);
  const { name } = await currentPack();
  const titles = await packIsOpen(name, viewer, now());
  const { events, next } = await listAccountEvents(viewer.contact.accountId, { titles, before });
  return (
    <PortalFrame viewer={viewer} path="/portal/activity">
      <PageHeader title={words("portal.nav.activity")} lead={words("portal.activity.lead")} />
      <div>
        {before === undefined ? null : (
          <p className="mb-4">
            <a href={href("/portal/activity")}>{words("portal.activity.newest")}</a>
          </p>
        )}
        <ActivityTable events={events} viewerId={viewer.personId} current={current} />
        <Pagination
          label={words("portal.activity.pages")}
          next={next === null ? undefined : href(`/portal/activity?before=${next}`)}
          locale={locale}
        />
      </div>
      <ChainExplained words={words} />
    </PortalFrame>
  );
}
