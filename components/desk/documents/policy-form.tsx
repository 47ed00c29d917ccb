import { classOptions, unmarkableOptions } from "@/components/desk/documents/document-words";
import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import type { CurrentWords } from "@/server/access/current-words";
import { updateDocument } from "@/server/vault/actions";
import type { DeskDocument } from "@/server/vault/desk-queries";

/** Who may read the document, and what happens with a file that can't be marked. */
export function PolicyForm({
  document,
  current: { locale, words },
}: {
  document: DeskDocument;
  current: CurrentWords;
}) {
  return (
    <ActionForm action={updateDocument} id="policy" locale={locale}>
      <input type="hidden" name="documentId" value={document.id} />
      <RadioGroup
        name="class"
        legend={words("desk.documents.who")}
        hint={words("desk.documents.form.classHint")}
        options={classOptions(words)}
        defaultValue={document.class}
      />
      <RadioGroup
        name="unmarkable"
        legend={words("desk.documents.cannot")}
        options={unmarkableOptions(words)}
        defaultValue={document.unmarkable}
      />
      <SubmitButton tone="secondary">{words("desk.documents.form.save")}</SubmitButton>
    </ActionForm>
  );
}
