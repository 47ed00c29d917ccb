import type { Metadata } from "next";
import { AccountTable } from "@/components/desk/accounts/account-table";
import { FilterForm } from "@/components/desk/filter-form";
import { nextPage } from "@/components/desk/paging";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listAccounts } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";

export const metadata: Metadata = { title: "Accounts" };

const path = "/desk/accounts";

export default async function AccountsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("account:read");
  const search = ((await textOf(searchParams, "q")) ?? "").trim().slice(0, 200);
  const rows = await listAccounts(viewer, search, await cursorOf(searchParams));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title="Accounts" lead="The customers’ legal entities. Their contacts stay masked here." />
      <FilterForm action={path} label="Part of the name" submit="Search">
        <input id="filter" name="q" type="search" className="field-input" defaultValue={search} maxLength={200} />
      </FilterForm>
      <AccountTable rows={rows} search={search} />
      {search === "" ? null : (
        <p>
          <a href={path}>Show all accounts</a>
        </p>
      )}
      <Pagination label="Pages of accounts" next={nextPage(path, rows, search === "" ? {} : { q: search })} />
    </DeskFrame>
  );
}
