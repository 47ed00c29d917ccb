import { nextPage } from "@/components/desk/paging";
import { RequestTable } from "@/components/desk/requests/request-table";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listRequests } from "@/server/access/requests/queries";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.requests.title");

const path = "/desk/requests";
const decidedPath = `${path}?show=decided`;

export default async function RequestsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("request:decide");
  const current = await currentWords();
  const { locale, words, href } = current;
  const kind = (await textOf(searchParams, "show")) === "decided" ? "decided" : "waiting";
  const rows = await listRequests(viewer, kind, await cursorOf(searchParams));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("desk.requests.title")} lead={words("desk.requests.lead")} />
      <LinkTabs
        label={words("desk.requests.tabs")}
        tabs={[
          { label: words("desk.requests.waiting"), href: href(path) },
          { label: words("desk.requests.decided"), href: href(decidedPath) },
        ]}
        current={href(kind === "decided" ? decidedPath : path)}
      />
      <RequestTable kind={kind} rows={rows} current={current} />
      <Pagination
        label={words("desk.requests.pages")}
        locale={locale}
        next={nextPage(href(path), rows, kind === "decided" ? { show: "decided" } : {})}
      />
    </DeskFrame>
  );
}
