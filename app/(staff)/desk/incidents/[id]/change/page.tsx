import { notFound } from "next/navigation";
import { ClassForm, DescriptionForm, TimesForm } from "@/components/desk/incidents/incident-forms";
import { regulatorHours } from "@/server/assurance/incidents/duties";
import type { IdParameter } from "../../../desk-parameters";
import { pageTitle } from "../../../page-title";
import { IncidentStep, incidentPlace } from "../../incident-frame";

export const generateMetadata = pageTitle("incidents.one");

export default async function ChangeIncidentPage({ params }: IdParameter) {
  const place = await incidentPlace(params, "incident:handle");
  const { incident, pack, current } = place;
  if (incident.closedAt !== null) notFound();
  const { words } = current;
  const hours = pack.publisher.breachNotification.authority.hours ?? regulatorHours;
  return (
    <IncidentStep place={place} step="change" title={words("incidents.facts.title")}>
      <section aria-labelledby="description-title" className="space-y-6">
        <h2 id="description-title">{words("incidents.change.description")}</h2>
        <DescriptionForm incident={incident} current={current} />
      </section>
      <section aria-labelledby="class-title" className="space-y-6">
        <h2 id="class-title">{words("incidents.change.class")}</h2>
        <ClassForm incident={incident} regulatorHours={hours} current={current} />
      </section>
      <section aria-labelledby="times-title" className="space-y-6">
        <h2 id="times-title">{words("incidents.change.times")}</h2>
        <TimesForm incident={incident} current={current} />
      </section>
    </IncidentStep>
  );
}
