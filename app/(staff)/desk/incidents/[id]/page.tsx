import { DoneCallout } from "@/components/desk/done-callout";
import { AccountTable, AddAccount } from "@/components/desk/incidents/account-part";
import { Closing, RegulatorPart } from "@/components/desk/incidents/ending";
import { IncidentClocks, IncidentFacts } from "@/components/desk/incidents/incident-facts";
import { UpdateList } from "@/components/desk/incidents/update-part";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/server/access/permissions";
import { accountsToAdd } from "@/server/assurance/incidents/queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, type SearchParameter, textOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";
import { incidentPlace } from "../incident-frame";

const done = [
  ...(["opened", "described", "classified", "timed", "added", "removed"] as const),
  ...(["told", "sent", "regulator", "closed"] as const),
];

export const generateMetadata = pageTitle("incidents.one");

export default async function IncidentPage({ params, searchParams }: IdParameter & SearchParameter) {
  const { viewer, incident, at, current } = await incidentPlace(params, "incident:read");
  const { locale, words, href } = current;
  const path = `/desk/incidents/${incident.id}`;
  const handles = may(viewer, "incident:handle");
  const mayChange = handles && incident.closedAt === null;
  const search = (await textOf(searchParams, "search"))?.trim().slice(0, 100) ?? "";
  const found = mayChange ? await accountsToAdd(viewer, incident.id, search) : [];
  const sentences = Object.fromEntries(done.map((each) => [each, words(`incidents.done.${each}`)]));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("incidents.title"), href: href("/desk/incidents") }]} locale={locale} />
        <PageHeader
          title={<bdi className="wrap-anywhere">{incident.title ?? words("incidents.erased")}</bdi>}
          eyebrow={words("incidents.one")}
        />
      </div>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      <section aria-labelledby="clocks" className="space-y-4">
        <h2 id="clocks">{words("incidents.clock.title")}</h2>
        <IncidentClocks incident={incident} at={at} current={current} />
      </section>
      <section aria-labelledby="accounts" className="space-y-6">
        <h2 id="accounts">{words("incidents.accounts.title")}</h2>
        <AccountTable incident={incident} mayChange={mayChange} current={current} />
        {mayChange ? <AddAccount incident={incident} search={search} found={found} current={current} /> : null}
      </section>
      <section aria-labelledby="updates" className="space-y-6">
        <h2 id="updates">{words("incidents.updates.title")}</h2>
        {mayChange ? (
          <p>
            <a href={href(`${path}/update`)}>
              {words(incident.draft === null ? "incidents.updates.write" : "incidents.updates.go")}
            </a>
          </p>
        ) : null}
        <UpdateList updates={incident.updates} mayFollow={may(viewer, "notice:read")} current={current} />
      </section>
      {incident.asController ? (
        <section aria-labelledby="authority" className="space-y-6">
          <h2 id="authority">{words("incidents.regulator.title")}</h2>
          <RegulatorPart incident={incident} mayRecord={may(viewer, "incident:tell-regulator")} current={current} />
        </section>
      ) : null}
      <section aria-labelledby="facts" className="space-y-4">
        <h2 id="facts">{words("incidents.facts.title")}</h2>
        <IncidentFacts incident={incident} mayChange={mayChange} current={current} />
      </section>
      {handles ? (
        <section aria-labelledby="closing" className="space-y-4">
          <h2 id="closing">{words("incidents.closing.title")}</h2>
          <Closing incident={incident} current={current} />
        </section>
      ) : null}
    </DeskFrame>
  );
}
