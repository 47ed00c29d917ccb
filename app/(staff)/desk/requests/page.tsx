import type { Metadata } from "next";
import { nextPage } from "@/components/desk/paging";
import { RequestTable } from "@/components/desk/requests/request-table";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { listRequests } from "@/server/access/requests/queries";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";

export const metadata: Metadata = { title: "Requests for access" };

const path = "/desk/requests";
const decidedPath = `${path}?show=decided`;

export default async function RequestsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("request:decide");
  const kind = (await textOf(searchParams, "show")) === "decided" ? "decided" : "waiting";
  const rows = await listRequests(viewer, kind, await cursorOf(searchParams));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader
        title="Requests for access"
        lead="People whose e-mail domain belongs to an account are let in without waiting here."
      />
      <LinkTabs
        label="Requests"
        tabs={[
          { label: "Waiting", href: path },
          { label: "Decided", href: decidedPath },
        ]}
        current={kind === "decided" ? decidedPath : path}
      />
      <RequestTable kind={kind} rows={rows} />
      <Pagination
        label="Pages of requests"
        next={nextPage(path, rows, kind === "decided" ? { show: "decided" } : {})}
      />
    </DeskFrame>
  );
}
