import { notFound } from "next/navigation";
import { z } from "zod";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { MessageTable, NoticeFacts, NoticeText, Receipts } from "@/components/notices/notice-record";
import { noticeTitle, standingTag } from "@/components/notices/notice-words";
import { ObjectionWay } from "@/components/notices/objection-way";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { StatusTag } from "@/components/ui/status-tag";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { findNotice } from "@/server/notices/received/queries";
import { findOpenObjection } from "@/server/objections/queries";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../page-title";
import { PortalQuery, type Searched } from "../../query";

export const generateMetadata = pageTitle("received.one");

const Id = z.uuid();

export default async function NoticePage({ params, searchParams }: Searched & { params: Promise<{ id: string }> }) {
  const viewer = await requireContact("own-notice:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const id = Id.safeParse((await params).id);
  const { name } = await currentPack();
  const notice = id.success ? await findNotice(viewer, name, id.data) : null;
  if (notice === null) notFound();
  const objection = notice.change && (await findOpenObjection(viewer, name, notice.change.id));
  const { done } = PortalQuery.parse(await searchParams);
  const at = now();
  const tag = notice.change && standingTag(notice.change, at);
  return (
    <PortalFrame viewer={viewer} path={`/portal/notices/${notice.id}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("received.title"), href: href("/portal/notices") }]} locale={locale} />
        <PageHeader title={noticeTitle(notice, words)} />
        {tag === null ? null : (
          <p>
            <StatusTag tone={tag.tone}>{words(tag.key)}</StatusTag>
          </p>
        )}
      </div>
      {done === "confirmed" ? (
        <Callout tone="success" title={words("received.receipt.done")} live locale={locale} />
      ) : null}
      <NoticeFacts notice={notice} at={at} current={current} />
      <ObjectionWay
        notice={notice}
        mayFile={may(viewer, "objection:file")}
        openId={objection?.id ?? null}
        at={at}
        current={current}
      />
      <section className="grid gap-4" aria-labelledby="text">
        <h2 id="text">{words("received.text")}</h2>
        <NoticeText notice={notice} current={current} />
      </section>
      <section className="grid gap-4" aria-labelledby="receipts">
        <h2 id="receipts">{words("received.receipt.title")}</h2>
        <Receipts notice={notice} membershipId={viewer.contact.membershipId} current={current} />
      </section>
      <section className="grid gap-4" aria-labelledby="messages">
        <h2 id="messages">{words("received.message.title")}</h2>
        <MessageTable notice={notice} current={current} />
        <p>
          <a href={`/portal/notices/${notice.id}/proof`}>{words("received.proof")}</a>
          <span className="text-muted"> {words("received.proofWhat")}</span>
        </p>
      </section>
    </PortalFrame>
  );
}
