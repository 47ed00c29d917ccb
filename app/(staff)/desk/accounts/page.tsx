import { AccountTable } from "@/components/desk/accounts/account-table";
import { FilterForm } from "@/components/desk/filter-form";
import { nextPage } from "@/components/desk/paging";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listAccounts } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.accounts.title");

const path = "/desk/accounts";

export default async function AccountsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("account:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const search = ((await textOf(searchParams, "q")) ?? "").trim().slice(0, 200);
  const rows = await listAccounts(viewer, search, await cursorOf(searchParams));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader
        title={words("desk.accounts.title")}
        lead={words("desk.accounts.lead")}
        actions={
          may(viewer, "order-form:manage") ? (
            <ButtonLink href={href(`${path}/import`)}>{words("imports.link")}</ButtonLink>
          ) : undefined
        }
      />
      <FilterForm action={href(path)} label={words("desk.accounts.filter")} submit={words("desk.accounts.search")}>
        <input id="filter" name="q" type="search" className="field-input" defaultValue={search} maxLength={200} />
      </FilterForm>
      <AccountTable rows={rows} search={search} current={current} />
      {search === "" ? null : (
        <p>
          <a href={href(path)}>{words("desk.accounts.all")}</a>
        </p>
      )}
      <Pagination
        label={words("desk.accounts.pages")}
        locale={locale}
        next={nextPage(href(path), rows, search === "" ? {} : { q: search })}
      />
    </DeskFrame>
  );
}
