import { notFound } from "next/navigation";
import { AccountTable } from "@/components/desk/notices/account-table";
import { NoticeFacts } from "@/components/desk/notices/notice-facts";
import { NoticeProgress } from "@/components/desk/notices/notice-progress";
import { noticeHeadline } from "@/components/desk/notices/notice-words";
import { PublicTexts } from "@/components/desk/notices/public-texts";
import { WorkTable } from "@/components/desk/notices/work-table";
import { nextPage } from "@/components/desk/paging";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { noticeProgress } from "@/server/notices/desk/progress";
import { progressShown } from "@/server/notices/desk/progress-rows";
import { listAccounts, publicTexts, readNotice } from "@/server/notices/desk/queries";
import { listWork } from "@/server/notices/desk/worklist";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../desk-frame";
import { cursorOf, type IdParameter, idOf, type SearchParameter } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("notices.one");

export default async function NoticePage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("notice:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name } = await currentPack();
  const notice = await readNotice(viewer, name, await idOf(params));
  const progress = notice && (await noticeProgress(viewer, name, notice.id));
  if (notice === null || progress === null) notFound();
  const path = `/desk/notices/${notice.id}`;
  const at = now();
  const [accounts, work, texts] = await Promise.all([
    listAccounts(viewer, notice, await cursorOf(searchParams)),
    listWork(viewer, name, notice.id),
    publicTexts(viewer, notice.id),
  ]);
  return (
    <DeskFrame viewer={viewer} path={path}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("notices.title"), href: href("/desk/notices") }]} locale={locale} />
        <PageHeader
          title={<bdi className="wrap-anywhere">{noticeHeadline(notice, current)}</bdi>}
          eyebrow={words("notices.one")}
        />
      </div>
      {work.length === 0 ? null : (
        <section aria-labelledby="work" className="space-y-4">
          <h2 id="work">{words("notices.work.title")}</h2>
          <WorkTable rows={work} at={at} current={current} ofOneNotice />
        </section>
      )}
      <section aria-labelledby="progress" className="space-y-4">
        <h2 id="progress">{words("notices.progress.title")}</h2>
        {progress.done ? null : <p className="max-w-prose">{words("notices.progress.lead")}</p>}
        <NoticeProgress noticeId={notice.id} shown={progressShown(progress, words)} locale={locale} />
      </section>
      <NoticeFacts notice={notice} at={at} current={current} />
      <section aria-labelledby="accounts" className="space-y-4">
        <h2 id="accounts">{words("notices.accounts")}</h2>
        <AccountTable notice={notice} rows={accounts} current={current} />
        <Pagination label={words("notices.accountPages")} locale={locale} next={nextPage(href(path), accounts)} />
      </section>
      <section aria-labelledby="text" className="space-y-4">
        <h2 id="text">{words("notices.publicText")}</h2>
        <PublicTexts texts={texts} current={current} />
      </section>
    </DeskFrame>
  );
}
