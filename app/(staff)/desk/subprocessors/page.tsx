import { ChangeTable } from "@/components/desk/changes/change-table";
import { nextPage } from "@/components/desk/paging";
import { ButtonLink } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { listChanges } from "@/server/subprocessors/changes/desk-queries";
import { changeStates, isChangeState } from "@/server/subprocessors/changes/lifecycle";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("changes.desk.title");

const path = "/desk/subprocessors";

export default async function SubProcessorChangesPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("change:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const asked = await textOf(searchParams, "state");
  const state = isChangeState(asked) ? asked : "draft";
  const rows = await listChanges(viewer, (await currentPack()).name, state, await cursorOf(searchParams));
  const tabs = changeStates.map((each) => ({
    label: words(`changes.desk.tab.${each}`),
    href: href(`${path}?state=${each}`),
  }));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader
        title={words("changes.desk.title")}
        lead={words("changes.desk.lead")}
        actions={
          <>
            {may(viewer, "change:propose") ? (
              <ButtonLink href={href(`${path}/changes/new`)}>{words("changes.desk.propose")}</ButtonLink>
            ) : null}
            <a href={href("/subprocessors")} className="py-2.5">
              {words("changes.desk.register")}
            </a>
          </>
        }
      />
      <LinkTabs label={words("changes.desk.tabs")} tabs={tabs} current={href(`${path}?state=${state}`)} />
      <ChangeTable state={state} rows={rows} at={now()} current={current} />
      <Pagination label={words("changes.desk.pages")} locale={locale} next={nextPage(href(path), rows, { state })} />
    </DeskFrame>
  );
}
