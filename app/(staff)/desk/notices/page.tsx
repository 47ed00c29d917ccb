import { NoticeTable } from "@/components/desk/notices/notice-table";
import { SubscriberCounts } from "@/components/desk/notices/subscriber-counts";
import { WorkTable } from "@/components/desk/notices/work-table";
import { nextPage } from "@/components/desk/paging";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { listNotices, subscriberCounts } from "@/server/notices/desk/queries";
import { listWork } from "@/server/notices/desk/worklist";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("notices.title");

const path = "/desk/notices";

export default async function NoticesPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("notice:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name } = await currentPack();
  const [rows, work, counts] = await Promise.all([
    listNotices(viewer, name, await cursorOf(searchParams)),
    listWork(viewer, name),
    subscriberCounts(viewer, name),
  ]);
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("notices.title")} lead={words("notices.lead")} />
      {may(viewer, "notice:work") ? (
        <section aria-labelledby="work" className="space-y-4">
          <h2 id="work">{words("notices.work.title")}</h2>
          <WorkTable rows={work} at={now()} current={current} />
        </section>
      ) : null}
      <NoticeTable rows={rows} current={current} />
      <Pagination label={words("notices.pages")} locale={locale} next={nextPage(href(path), rows)} />
      {counts === null ? null : <SubscriberCounts counts={counts} current={current} />}
    </DeskFrame>
  );
}
