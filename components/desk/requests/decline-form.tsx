import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import type { CurrentWords } from "@/server/access/current-words";
import { declineAccess } from "@/server/access/requests/actions";

export function DeclineForm({ requestId, current: { locale, words } }: { requestId: string; current: CurrentWords }) {
  return (
    <ActionForm action={declineAccess} id="decline" locale={locale}>
      <input type="hidden" name="requestId" value={requestId} />
      <TextArea
        name="reason"
        label={words("desk.requests.form.reason")}
        hint={words("desk.requests.form.reasonHint")}
        rows={4}
        maxLength={1000}
      />
      <SubmitButton tone="danger">{words("desk.requests.form.declineSubmit")}</SubmitButton>
    </ActionForm>
  );
}
