import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import { trace } from "@/server/vault/actions";

export function TraceForm() {
  return (
    <ActionForm action={trace} id="trace">
      <TextField
        name="downloadId"
        label="Id of the copy"
        hint="From the foot of any page, like D-7K3F-9QXM-2HTA-WW01. Spaces and small letters do not matter."
        width="medium"
        spellCheck={false}
        autoComplete="off"
      />
      <SubmitButton>Trace the copy</SubmitButton>
    </ActionForm>
  );
}
