import { ConfirmButton } from "@/components/ui/confirm-button";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { endIncident, recordAuthorityTold } from "@/server/assurance/incidents/actions";
import type { IncidentDetail } from "@/server/assurance/incidents/queries";
import { incidentLimits } from "@/server/assurance/incidents/schema";

interface Part {
  readonly incident: IncidentDetail;
  readonly current: CurrentWords;
}

/** That the supervisory authority was told, or the form that records it. */
export function RegulatorPart({ incident, mayRecord, current }: Part & { readonly mayRecord: boolean }) {
  const { locale, words } = current;
  const { id, regulatorToldAt, regulatorToldBy, regulatorText, closedAt } = incident;
  if (regulatorToldAt !== null)
    return (
      <SummaryList
        rows={[
          {
            term: words("incidents.regulator.told"),
            detail: (
              <>
                <bdi>{words("incidents.facts.by", { name: regulatorToldBy ?? "" })}</bdi>{" "}
                <TimeText value={regulatorToldAt} locale={locale} />
              </>
            ),
          },
          {
            term: words("incidents.form.regulator"),
            detail: (
              <p className="wrap-anywhere whitespace-pre-line" dir="auto">
                {regulatorText ?? words("incidents.erased")}
              </p>
            ),
          },
        ]}
      />
    );
  return (
    <div className="space-y-6">
      <p>{words("incidents.regulator.notTold")}</p>
      {closedAt !== null ? null : mayRecord ? (
        <ActionForm action={recordAuthorityTold} id="regulator" locale={locale}>
          <input type="hidden" name="incidentId" value={id} />
          <TextArea
            name="text"
            label={words("incidents.form.regulator")}
            hint={words("incidents.form.regulatorHint")}
            rows={4}
            maxLength={incidentLimits.regulator}
          />
          <SubmitButton tone="secondary">{words("incidents.form.recordRegulator")}</SubmitButton>
        </ActionForm>
      ) : (
        <p>{words("incidents.regulator.mayNot")}</p>
      )}
    </div>
  );
}

/** Closing an open incident, and what comes of a closed one. */
export function Closing({ incident, current: { locale, words } }: Part) {
  const { id, closedAt } = incident;
  if (closedAt !== null)
    return (
      <p className="max-w-prose">
        <a href={`/desk/incidents/${id}/retrospective.mdx`}>{words("incidents.closing.draft")}</a>
        <br />
        <span className="text-muted">{words("incidents.closing.draftWhat")}</span>
      </p>
    );
  return (
    <ConfirmButton label={words("incidents.form.close")}>
      <ActionForm action={endIncident} id="close" locale={locale}>
        <input type="hidden" name="incidentId" value={id} />
        <p>{words("incidents.form.closeWarning")}</p>
        <SubmitButton tone="danger">{words("incidents.form.closeConfirm")}</SubmitButton>
      </ActionForm>
    </ConfirmButton>
  );
}
