import { ActionForm } from "@/components/ui/forms/action-form";
import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { FieldSet } from "@/components/ui/forms/field-set";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import {
  changeIncidentClass,
  changeIncidentDescription,
  changeIncidentTimes,
  reportIncident,
} from "@/server/assurance/incidents/actions";
import type { IncidentDetail } from "@/server/assurance/incidents/queries";
import { incidentLimits } from "@/server/assurance/incidents/schema";

type Words = CurrentWords["words"];

interface FormProps {
  readonly incident: IncidentDetail;
  readonly regulatorHours: number;
  readonly current: CurrentWords;
}

/** @param at what the times begin with */
export function OpenForm({
  at,
  regulatorHours,
  current: { locale, words },
}: Omit<FormProps, "incident"> & { at: Date }) {
  return (
    <ActionForm action={reportIncident} id="incident" locale={locale}>
      <DescriptionFields words={words} />
      <ClassFields regulatorHours={regulatorHours} words={words} />
      <TimeFields given={{ discoveredAt: at, detectedAt: at }} words={words} />
      <SubmitButton>{words("incidents.form.submit")}</SubmitButton>
    </ActionForm>
  );
}

export function DescriptionForm({ incident, current: { locale, words } }: Omit<FormProps, "regulatorHours">) {
  return (
    <ActionForm action={changeIncidentDescription} id="description" locale={locale}>
      <input type="hidden" name="incidentId" value={incident.id} />
      <DescriptionFields given={incident} words={words} />
      <SubmitButton>{words("incidents.form.saveDescription")}</SubmitButton>
    </ActionForm>
  );
}

export function ClassForm({ incident, regulatorHours, current: { locale, words } }: FormProps) {
  return (
    <ActionForm action={changeIncidentClass} id="class" locale={locale}>
      <input type="hidden" name="incidentId" value={incident.id} />
      <ClassFields given={incident} regulatorHours={regulatorHours} words={words} />
      <SubmitButton>{words("incidents.form.saveClass")}</SubmitButton>
    </ActionForm>
  );
}

export function TimesForm({ incident, current: { locale, words } }: Omit<FormProps, "regulatorHours">) {
  return (
    <ActionForm action={changeIncidentTimes} id="times" locale={locale}>
      <input type="hidden" name="incidentId" value={incident.id} />
      <TimeFields given={incident} words={words} />
      <SubmitButton>{words("incidents.form.saveTimes")}</SubmitButton>
    </ActionForm>
  );
}

function DescriptionFields({ given, words }: { given?: Pick<IncidentDetail, "title" | "description">; words: Words }) {
  return (
    <>
      <TextField
        name="title"
        label={words("incidents.form.title")}
        hint={words("incidents.form.titleHint")}
        defaultValue={given?.title ?? ""}
        autoComplete="off"
        maxLength={incidentLimits.title}
      />
      <TextArea
        name="description"
        label={words("incidents.form.description")}
        hint={words("incidents.form.descriptionHint")}
        defaultValue={given?.description ?? ""}
        maxLength={incidentLimits.description}
      />
    </>
  );
}

function ClassFields({
  given,
  regulatorHours,
  words,
}: {
  given?: Pick<IncidentDetail, "class" | "asController">;
  regulatorHours: number;
  words: Words;
}) {
  return (
    <>
      <RadioGroup
        name="class"
        legend={words("incidents.form.class")}
        hint={words("incidents.form.classHint")}
        options={(["P0", "P1", "P2", "P3"] as const).map((value) => ({
          value,
          label: words(`incidents.class.${value}`),
        }))}
        {...(given === undefined ? {} : { defaultValue: given.class })}
      />
      <CheckboxField
        name="asController"
        value="yes"
        label={words("incidents.form.controller")}
        hint={words("incidents.form.controllerHint", { hours: regulatorHours })}
        defaultChecked={given?.asController ?? false}
      />
    </>
  );
}

type Times = Partial<Pick<IncidentDetail, "discoveredAt" | "detectedAt" | "containedAt" | "recoveredAt">>;

const fields = [
  { name: "discoveredAt", hint: "incidents.form.discoveredHint", required: true },
  { name: "detectedAt", hint: "incidents.form.detectedHint", required: true },
  { name: "containedAt", hint: "incidents.form.containedHint", required: false },
  { name: "recoveredAt", hint: "incidents.form.recoveredHint", required: false },
] as const;

function TimeFields({ given, words }: { given: Times; words: Words }) {
  return (
    <FieldSet legend={words("incidents.form.times")} hint={words("incidents.form.timesHint")}>
      {fields.map(({ name, hint, required }) => (
        <TextField
          key={name}
          name={name}
          type="datetime-local"
          width="medium"
          label={words(`incidents.form.${name}`)}
          hint={words(hint)}
          required={required}
          defaultValue={given[name]?.toISOString().slice(0, 16) ?? ""}
        />
      ))}
    </FieldSet>
  );
}
