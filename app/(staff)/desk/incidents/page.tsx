import { IncidentTable } from "@/components/desk/incidents/incident-table";
import { nextPage } from "@/components/desk/paging";
import { ButtonLink } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { listClosedIncidents, listOpenIncidents } from "@/server/assurance/incidents/lists";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("incidents.title");

const path = "/desk/incidents";

export default async function IncidentsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("incident:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name } = await currentPack();
  const at = now();
  const state = (await textOf(searchParams, "state")) === "closed" ? "closed" : "open";
  const rows =
    state === "open"
      ? await listOpenIncidents(viewer, name, at)
      : await listClosedIncidents(viewer, name, at, await cursorOf(searchParams));
  const tabs = (["open", "closed"] as const).map((each) => ({
    label: words(`incidents.state.${each}`),
    href: href(`${path}?state=${each}`),
  }));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("incidents.title")} lead={words("incidents.lead")} />
      {may(viewer, "incident:handle") ? (
        <p>
          <ButtonLink tone="primary" href={href(`${path}/new`)}>
            {words("incidents.open")}
          </ButtonLink>
        </p>
      ) : null}
      <LinkTabs label={words("incidents.tabs")} tabs={tabs} current={href(`${path}?state=${state}`)} />
      <IncidentTable rows={rows} state={state} at={at} current={current} />
      {state === "open" ? null : (
        <Pagination label={words("incidents.pages")} locale={locale} next={nextPage(href(path), rows, { state })} />
      )}
    </DeskFrame>
  );
}
