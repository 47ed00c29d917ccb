import { ObjectionTable } from "@/components/desk/objections/objection-table";
import { nextPage } from "@/components/desk/paging";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { listClosedObjections, listOpenObjections } from "@/server/objections/handling/queries";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("objections.title");

const path = "/desk/objections";

export default async function ObjectionsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("objection:handle");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name, publisher } = await currentPack();
  const closed = (await textOf(searchParams, "state")) === "closed";
  const list = closed ? listClosedObjections : listOpenObjections;
  const rows = await list(viewer, name, await cursorOf(searchParams));
  const closedPath = `${path}?state=closed`;
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("objections.title")} lead={words("objections.desk.lead")} />
      <LinkTabs
        label={words("objections.desk.tabs")}
        tabs={[
          { label: words("objections.desk.open"), href: href(path) },
          { label: words("objections.desk.closed"), href: href(closedPath) },
        ]}
        current={href(closed ? closedPath : path)}
      />
      <ObjectionTable rows={rows} closed={closed} publisher={publisher.names.short} at={now()} current={current} />
      <Pagination
        label={words("objections.desk.pages")}
        locale={locale}
        next={nextPage(href(path), rows, closed ? { state: "closed" } : {})}
      />
    </DeskFrame>
  );
}
