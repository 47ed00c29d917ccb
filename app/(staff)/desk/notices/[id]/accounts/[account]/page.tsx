import { notFound } from "next/navigation";
import { DoneCallout } from "@/components/desk/done-callout";
import { AccountWork, Closures, Holds } from "@/components/desk/notices/account-work";
import { noticeHeadline } from "@/components/desk/notices/notice-words";
import { MessageTable, NoticeFacts, NoticeText } from "@/components/notices/notice-record";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { readDeskAccount, readNotice } from "@/server/notices/desk/queries";
import { listWork } from "@/server/notices/desk/worklist";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../../../desk-frame";
import { idOf, type SearchParameter, textOf } from "../../../../desk-parameters";
import { pageTitle } from "../../../../page-title";

const done = ["sent", "recorded", "closed", "decided"] as const;

export const generateMetadata = pageTitle("notices.account");

interface Place {
  readonly params: Promise<{ id: string; account: string }>;
}

export default async function NoticeAccountPage({ params, searchParams }: Place & SearchParameter) {
  const viewer = await requireViewer("notice:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name } = await currentPack();
  const notice = await readNotice(viewer, name, await idOf(params));
  if (notice === null) notFound();
  const accountId = await idOf(params.then(({ account }) => ({ id: account })));
  const account = await readDeskAccount(viewer, name, notice, accountId);
  if (account === null) notFound();
  const work = (await listWork(viewer, name, notice.id)).filter((item) => item.accountId === accountId);
  const sentences = Object.fromEntries(done.map((each) => [each, words(`notices.done.${each}`)]));
  const { told } = account;
  return (
    <DeskFrame viewer={viewer} path={`/desk/notices/${notice.id}/accounts/${accountId}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("notices.title"), href: href("/desk/notices") },
            { label: noticeHeadline(notice, current), href: href(`/desk/notices/${notice.id}`) },
          ]}
          locale={locale}
        />
        <PageHeader
          title={<bdi className="wrap-anywhere">{account.accountName}</bdi>}
          eyebrow={words("notices.account")}
          {...(account.closed ? { lead: words("notices.closedText") } : {})}
        />
      </div>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      {told === null ? (
        <EmptyState title={words("notices.notWritten")}>{words("notices.notWrittenText")}</EmptyState>
      ) : (
        <>
          <NoticeFacts notice={told} at={now()} current={current} />
          {told.receipts.length === 0 ? null : <p>{words("notices.confirmed", { count: told.receipts.length })}</p>}
          <Holds viewer={viewer} notice={notice} account={account} current={current} />
          <AccountWork viewer={viewer} notice={notice} account={account} work={work} current={current} />
          <section aria-labelledby="messages" className="space-y-4">
            <h2 id="messages">{words("notices.messages")}</h2>
            <MessageTable notice={told} current={current} />
          </section>
          <Closures closures={account.closures} current={current} />
          {may(viewer, "order-form:read") ? (
            <section aria-labelledby="text" className="space-y-4">
              <h2 id="text">{words("notices.textAsSent")}</h2>
              <NoticeText notice={told} current={current} />
            </section>
          ) : null}
        </>
      )}
    </DeskFrame>
  );
}
