import { classOptions, unmarkableOptions } from "@/components/desk/documents/document-words";
import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { updateDocument } from "@/server/vault/actions";
import type { DeskDocument } from "@/server/vault/desk-queries";

/** Who may read the document, and what happens with a file that can't be marked. */
export function PolicyForm({ document }: { document: DeskDocument }) {
  return (
    <ActionForm action={updateDocument} id="policy">
      <input type="hidden" name="documentId" value={document.id} />
      <RadioGroup
        name="class"
        legend="Who may read it"
        hint="A change counts from the next download on. Copies that were sent stay sent."
        options={classOptions}
        defaultValue={document.class}
      />
      <RadioGroup
        name="unmarkable"
        legend="A file that cannot be marked"
        options={unmarkableOptions}
        defaultValue={document.unmarkable}
      />
      <SubmitButton tone="secondary">Save the change</SubmitButton>
    </ActionForm>
  );
}
