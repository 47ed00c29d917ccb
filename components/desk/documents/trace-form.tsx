import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import { trace } from "@/server/vault/actions";

export function TraceForm({ current: { locale, words } }: { current: CurrentWords }) {
  return (
    <ActionForm action={trace} id="trace" locale={locale}>
      <TextField
        name="downloadId"
        label={words("desk.trace.label")}
        hint={words("desk.trace.hint")}
        width="medium"
        spellCheck={false}
        autoComplete="off"
      />
      <SubmitButton>{words("desk.trace.submit")}</SubmitButton>
    </ActionForm>
  );
}
