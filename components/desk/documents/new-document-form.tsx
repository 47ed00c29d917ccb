import { classOptions, unmarkableOptions } from "@/components/desk/documents/document-words";
import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import type { DocumentKind } from "@/server/platform/generated/prisma/enums";
import { newDocument } from "@/server/vault/actions";

const kinds: readonly DocumentKind[] = [
  "architecture",
  "controls",
  "data_protection",
  "sub_processors",
  "audit_report",
  "policy",
  "other",
];

export function NewDocumentForm({ current: { locale, words } }: { current: CurrentWords }) {
  return (
    <ActionForm action={newDocument} id="document" locale={locale}>
      <TextField
        name="title"
        label={words("desk.documents.form.title")}
        hint={words("desk.documents.form.titleHint")}
        maxLength={160}
      />
      <TextArea
        name="description"
        label={words("desk.documents.form.description")}
        rows={3}
        required={false}
        maxLength={600}
      />
      <SelectField
        name="kind"
        label={words("desk.documents.form.kind")}
        hint={words("desk.documents.form.kindHint")}
        placeholder={words("desk.documents.form.chooseKind")}
        options={kinds.map((value) => ({ value, label: words(`vault.kind.${value}`) }))}
      />
      <RadioGroup name="class" legend={words("desk.documents.who")} options={classOptions(words)} defaultValue="nda" />
      <RadioGroup
        name="unmarkable"
        legend={words("desk.documents.cannot")}
        hint={words("desk.documents.form.markHint")}
        options={unmarkableOptions(words)}
        defaultValue="refuse"
      />
      <SubmitButton>{words("desk.documents.form.submit")}</SubmitButton>
    </ActionForm>
  );
}
