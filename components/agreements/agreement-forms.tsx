import type { ReactNode } from "react";
import type { CurrentWords } from "@/server/access/current-words";
import { acknowledge, confirmIdentity, present, sign } from "@/server/agreements/actions";
import { ActionForm } from "../ui/forms/action-form";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextField } from "../ui/forms/text-field";

/** Who signs, for which company. Its answer is the page with the filled text. */
export function PresentForm({
  name,
  registeredName,
  again,
  current: { locale, words },
}: {
  name: string;
  registeredName: string;
  again: boolean;
  current: CurrentWords;
}) {
  return (
    <ActionForm action={present} id="signatory" locale={locale}>
      {again ? <input type="hidden" name="again" value="yes" /> : null}
      <TextField
        name="name"
        label={words("agreements.form.name")}
        defaultValue={name}
        autoComplete="name"
        maxLength={120}
      />
      <TextField
        name="title"
        label={words("agreements.form.jobTitle")}
        hint={words("agreements.form.jobTitleHint")}
        autoComplete="organization-title"
        maxLength={120}
      />
      <TextField
        name="registeredName"
        label={words("agreements.form.company")}
        hint={words("agreements.form.companyHint")}
        defaultValue={registeredName}
        autoComplete="organization"
        maxLength={200}
      />
      <SubmitButton>{words("agreements.form.next")}</SubmitButton>
    </ActionForm>
  );
}

/** The signature itself. The sentences come from the one place that the evidence takes them from too. */
export function SignForm({
  presentationId,
  consent,
  authority,
  current: { locale, words },
}: {
  presentationId: string;
  consent: string;
  authority: string;
  current: CurrentWords;
}) {
  return (
    <ActionForm action={sign} id="sign" locale={locale}>
      <input type="hidden" name="presentationId" value={presentationId} />
      <CheckboxField name="consent" value="yes" label={evidence(consent)} required />
      <CheckboxField name="authority" value="yes" label={evidence(authority)} required />
      <SubmitButton>{words("agreements.form.sign")}</SubmitButton>
    </ActionForm>
  );
}

/** What is agreed to word for word is kept in English, so it is shown in English. */
const evidence = (sentence: string): ReactNode => <span lang="en">{sentence}</span>;

export function ConfirmIdentityForm({
  presentationId,
  tone,
  current: { locale, words },
}: {
  presentationId: string;
  tone: "primary" | "secondary";
  current: CurrentWords;
}) {
  return (
    <ActionForm action={confirmIdentity} id="identity" hideWhenDone locale={locale}>
      <input type="hidden" name="presentationId" value={presentationId} />
      <SubmitButton tone={tone}>{words("agreements.form.mailLink")}</SubmitButton>
    </ActionForm>
  );
}

export function AcknowledgeForm({
  publisherName,
  current: { locale, words },
}: {
  publisherName: string;
  current: CurrentWords;
}) {
  return (
    <ActionForm action={acknowledge} id="acknowledgement" locale={locale}>
      <CheckboxField
        name="read"
        value="yes"
        label={words("agreements.form.read", { publisher: publisherName })}
        required
      />
      <SubmitButton>{words("agreements.form.acknowledge")}</SubmitButton>
    </ActionForm>
  );
}
