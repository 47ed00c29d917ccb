import { classOptions, unmarkableOptions } from "@/components/desk/documents/document-words";
import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import { newDocument } from "@/server/vault/actions";
import { documentKindLabels } from "@/server/vault/policy";

const kinds = Object.entries(documentKindLabels).map(([value, label]) => ({ value, label }));

export function NewDocumentForm() {
  return (
    <ActionForm action={newDocument} id="document">
      <TextField name="title" label="Title" hint="As contacts read it in the pack." maxLength={160} />
      <TextArea name="description" label="Description" rows={3} required={false} maxLength={600} />
      <SelectField
        name="kind"
        label="Kind"
        hint="All that a contact is told before the pack is open."
        placeholder="Choose a kind"
        options={kinds}
      />
      <RadioGroup name="class" legend="Who may read it" options={classOptions} defaultValue="nda" />
      <RadioGroup
        name="unmarkable"
        legend="A file that cannot be marked"
        hint="A PDF is marked on every page with its recipient, account, time and id; other files cannot be."
        options={unmarkableOptions}
        defaultValue="refuse"
      />
      <SubmitButton>Make the document</SubmitButton>
    </ActionForm>
  );
}
