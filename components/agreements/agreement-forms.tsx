import { acknowledge, confirmIdentity, present, sign } from "@/server/agreements/actions";
import { ActionForm } from "../ui/forms/action-form";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextField } from "../ui/forms/text-field";

/** Who signs, for which company. Its answer is the page with the filled text. */
export function PresentForm({ name, registeredName, again }: { name: string; registeredName: string; again: boolean }) {
  return (
    <ActionForm action={present} id="signatory">
      {again ? <input type="hidden" name="again" value="yes" /> : null}
      <TextField name="name" label="Your full name" defaultValue={name} autoComplete="name" maxLength={120} />
      <TextField
        name="title"
        label="Your job title"
        hint="The capacity in which you sign, like Chief Information Security Officer."
        autoComplete="organization-title"
        maxLength={120}
      />
      <TextField
        name="registeredName"
        label="Your company’s registered name"
        hint="As it stands in the company register. It goes into the text as the Customer."
        defaultValue={registeredName}
        autoComplete="organization"
        maxLength={200}
      />
      <SubmitButton>Continue to signing</SubmitButton>
    </ActionForm>
  );
}

/** The signature itself. The sentences come from the one place that the evidence takes them from too. */
export function SignForm({
  presentationId,
  consent,
  authority,
}: {
  presentationId: string;
  consent: string;
  authority: string;
}) {
  return (
    <ActionForm action={sign} id="sign">
      <input type="hidden" name="presentationId" value={presentationId} />
      <CheckboxField name="consent" value="yes" label={consent} required />
      <CheckboxField name="authority" value="yes" label={authority} required />
      <SubmitButton>Sign the agreement</SubmitButton>
    </ActionForm>
  );
}

export function ConfirmIdentityForm({
  presentationId,
  tone,
}: {
  presentationId: string;
  tone: "primary" | "secondary";
}) {
  return (
    <ActionForm action={confirmIdentity} id="identity" hideWhenDone>
      <input type="hidden" name="presentationId" value={presentationId} />
      <SubmitButton tone={tone}>Mail me a link</SubmitButton>
    </ActionForm>
  );
}

export function AcknowledgeForm({ publisherName }: { publisherName: string }) {
  return (
    <ActionForm action={acknowledge} id="acknowledgement">
      <CheckboxField
        name="read"
        value="yes"
        label={`I have read the agreement between my company and ${publisherName}, and I keep to it.`}
        required
      />
      <SubmitButton>Acknowledge</SubmitButton>
    </ActionForm>
  );
}
