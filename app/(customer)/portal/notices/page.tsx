import { PortalFrame } from "@/components/accounts/portal-frame";
import { NoticeTable } from "@/components/notices/notice-table";
import { SubscriptionSettings } from "@/components/notices/subscription-settings";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { listNotices } from "@/server/notices/received/queries";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { PortalQuery, type Searched } from "../query";

export const generateMetadata = pageTitle("received.title");

export default async function NoticesPage({ searchParams }: Searched) {
  const viewer = await requireContact("own-notice:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { before } = PortalQuery.parse(await searchParams);
  const { notices, next } = await listNotices(viewer, (await currentPack()).name, before);
  return (
    <PortalFrame viewer={viewer} path="/portal/notices">
      <PageHeader title={words("received.title")} lead={words("received.lead")} />
      <div>
        {before === undefined ? null : (
          <p className="mb-4">
            <a href={href("/portal/notices")}>{words("portal.activity.newest")}</a>
          </p>
        )}
        <NoticeTable notices={notices} at={now()} current={current} />
        <Pagination
          label={words("received.pages")}
          next={next === null ? undefined : href(`/portal/notices?before=${next}`)}
          locale={locale}
        />
      </div>
      <p>
        <a href={href("/portal/subprocessors")}>{words("received.toRegister")}</a>
      </p>
      <SubscriptionSettings viewer={viewer} current={current} />
    </PortalFrame>
  );
}
