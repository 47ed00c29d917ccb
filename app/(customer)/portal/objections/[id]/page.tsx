import { PortalFrame } from "@/components/accounts/portal-frame";
import { DoneCallout } from "@/components/desk/done-callout";
import { OwnObjection } from "@/components/objections/own-objection";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { code } from "@/components/ui/reference";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { findNoticeOfChange } from "@/server/notices/received/queries";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../page-title";
import { PortalQuery, type Searched } from "../../query";
import { type ObjectionAddress, ownObjection } from "../own-objection";

export const generateMetadata = pageTitle("objections.title");

const done = ["filed", "written", "added", "accepted", "declined", "withdrawn"] as const;

export default async function ObjectionPage({ params, searchParams }: ObjectionAddress & Searched) {
  const viewer = await requireContact("objection:read");
  const { objection, publisher } = await ownObjection(viewer, { params });
  const query = PortalQuery.parse(await searchParams);
  const current = await currentWords();
  const { locale, words, href } = current;
  const { id, reference, changeId } = objection;
  const noticeId = await findNoticeOfChange(viewer, changeId);
  const sentences = Object.fromEntries(
    done.map((each) => [each, words.rich(`objections.done.${each}`, { reference, code })]),
  );
  return (
    <PortalFrame viewer={viewer} path={`/portal/objections/${id}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("objections.title"), href: href("/portal/objections") }]} locale={locale} />
        <PageHeader title={words.rich("objections.one", { reference, code })} />
      </div>
      <DoneCallout done={query.done} sentences={sentences} locale={locale} />
      <OwnObjection
        objection={objection}
        changeHref={href(noticeId === null ? "/portal/notices" : `/portal/notices/${noticeId}`)}
        publisher={publisher}
        mayAnswer={may(viewer, "objection:answer")}
        mayWithdraw={may(viewer, "objection:withdraw")}
        problem={query.problem}
        at={now()}
        current={current}
      />
    </PortalFrame>
  );
}
