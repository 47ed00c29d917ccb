import type { Metadata } from "next";
import { ActivityTable } from "@/components/accounts/activity-table";
import { ChainExplained } from "@/components/accounts/chain-explained";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireContact } from "@/server/access/current-viewer";
import { packIsOpen } from "@/server/agreements/queries";
import { listAccountEvents } from "@/server/audit/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { PortalQuery, type Searched } from "../query";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ searchParams }: Searched) {
  const viewer = await requireContact("activity:read");
  const { before } = PortalQuery.parse(await searchParams);
  const { name, publisher } = await currentPack();
  const titles = await packIsOpen(name, viewer, now());
  const { events, next } = await listAccountEvents(viewer.contact.accountId, { titles, before });
  return (
    <PortalFrame publisherName={publisher.names.short} viewer={viewer} path="/portal/activity">
      <PageHeader
        title="Activity"
        lead="What your people did here, and what the publisher did that touches your company. Entries are only ever added."
      />
      <div>
        {before === undefined ? null : (
          <p className="mb-4">
            <a href="/portal/activity">Back to the newest</a>
          </p>
        )}
        <ActivityTable events={events} viewerId={viewer.personId} />
        <Pagination label="Pages of activity" next={next === null ? undefined : `/portal/activity?before=${next}`} />
      </div>
      <ChainExplained />
    </PortalFrame>
  );
}
