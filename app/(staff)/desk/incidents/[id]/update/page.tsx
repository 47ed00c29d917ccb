import { notFound } from "next/navigation";
import { DraftForm, UpdatePreviewPart } from "@/components/desk/incidents/update-part";
import { readPreview } from "@/server/assurance/incidents/queries";
import type { IdParameter } from "../../../desk-parameters";
import { pageTitle } from "../../../page-title";
import { IncidentStep, incidentPlace } from "../../incident-frame";

export const generateMetadata = pageTitle("incidents.updates.write");

export default async function IncidentUpdatePage({ params }: IdParameter) {
  const place = await incidentPlace(params, "incident:handle");
  const { viewer, pack, incident, current } = place;
  if (incident.closedAt !== null) notFound();
  const { words } = current;
  const preview = await readPreview(viewer, pack, incident.id);
  return (
    <IncidentStep place={place} step="update" title={words("incidents.updates.write")}>
      {preview === null ? null : (
        <section aria-labelledby="preview" className="space-y-6">
          <h2 id="preview">{words("incidents.preview.title")}</h2>
          <UpdatePreviewPart incident={incident} preview={preview} current={current} />
        </section>
      )}
      <section aria-labelledby="text" className="space-y-6">
        <h2 id="text">{words(preview === null ? "incidents.preview.text" : "incidents.form.edit")}</h2>
        <DraftForm incident={incident} current={current} />
      </section>
    </IncidentStep>
  );
}
